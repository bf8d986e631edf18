using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>A checked training run.</summary>
/// <param name="Stream">The data.</param>
/// <param name="Spaces">Sizes of the multimodal part of each captioned corpus; none for text alone.</param>
/// <param name="Objectives">Settings of the multimodal part of each captioned corpus.</param>
/// <param name="Options">All other settings.</param>
/// <param name="Validation">Pairs to validate on, or null.</param>
internal sealed record TrainingPlan(
    BatchStream Stream,
    IReadOnlyList<SharedSpace> Spaces,
    IReadOnlyList<MultimodalObjective> Objectives,
    TrainingOptions Options,
    Validation? Validation)
{
    /// <summary>What the run was given, for its report.</summary>
    public required TrainingSetup Setup { get; init; }

    /// <summary>Where the run keeps its checkpoints, or null.</summary>
    public CheckpointSchedule? Checkpoints { get; init; }

    /// <summary>Batches of the whole run, as far as the number of steps is not limited.</summary>
    public long Batches => Options.BatchesOf(Stream.Schedule.BatchesPerEpoch);

    public int Steps => Options.StepsOf(Stream.Schedule.BatchesPerEpoch);
}
