namespace MultimodalEmbeddings.Training;

/// <summary>Where a run keeps its checkpoints, and how often it writes one.</summary>
/// <param name="Directory">Of this run alone.</param>
/// <param name="EverySteps">How often; the last step always has one.</param>
internal sealed record CheckpointSchedule(string Directory, int EverySteps)
{
    /// <param name="step">From 1.</param>
    /// <param name="steps">Of the whole run.</param>
    public bool IsDue(int step, int steps) => step % EverySteps == 0 || step == steps;
}
