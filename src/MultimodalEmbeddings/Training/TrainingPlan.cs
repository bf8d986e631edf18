using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>A checked training run.</summary>
/// <param name="Stream">The data.</param>
/// <param name="Shared">Sizes of the multimodal part, or null for text alone.</param>
/// <param name="Objective">Settings of the multimodal part.</param>
/// <param name="Options">All other settings.</param>
/// <param name="Validation">Pairs to validate on, or null.</param>
internal sealed record TrainingPlan(
    BatchStream Stream, SharedSpace? Shared, MultimodalObjective Objective, TrainingOptions Options, Validation? Validation)
{
    /// <summary>Where the run keeps its checkpoints, or null.</summary>
    public CheckpointSchedule? Checkpoints { get; init; }

    /// <summary>Batches of the whole run, as far as the number of steps is not limited.</summary>
    public long Batches => (long)Options.Epochs * Stream.Schedule.BatchesPerEpoch;

    public int Steps => (int)Math.Min(
        Options.MaximumSteps ?? int.MaxValue, (Batches + Options.AccumulationSteps - 1) / Options.AccumulationSteps);
}
