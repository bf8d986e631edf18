using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Training;

/// <summary>Scored pairs that the encoder is tried on while it trains.</summary>
/// <param name="Task">The pairs.</param>
/// <param name="EverySteps">How often; the last step is always tried.</param>
internal sealed record Validation(StsTask Task, int EverySteps)
{
    /// <param name="step">From 1.</param>
    /// <param name="steps">Of the whole run.</param>
    public bool IsDue(int step, int steps) => step % EverySteps == 0 || step == steps;
}
