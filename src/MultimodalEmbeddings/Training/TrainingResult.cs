namespace MultimodalEmbeddings.Training;

/// <summary>What a training run came to.</summary>
/// <param name="Steps">Steps done.</param>
/// <param name="BestStep">The step whose weights the encoder holds now; null without validation: then it is the last.</param>
/// <param name="BestScore">Its score, Spearman × 100 on the validation pairs.</param>
/// <param name="Elapsed">Time of the whole run.</param>
/// <param name="History">The state after each step.</param>
public sealed record TrainingResult(
    int Steps, int? BestStep, double? BestScore, TimeSpan Elapsed, IReadOnlyList<TrainingProgress> History)
{
    /// <summary>The data and the settings of the run.</summary>
    public required TrainingSetup Setup { get; init; }
}
