namespace MultimodalEmbeddings.Training;

/// <summary>The learning rate: up from 0 during warm-up, then down to 0, both in a straight line.</summary>
internal static class LinearSchedule
{
    /// <param name="step">From 0.</param>
    /// <param name="steps">Of the whole run.</param>
    /// <param name="warmup">Steps of warm-up.</param>
    /// <returns>The share of the highest rate, between 0 and 1.</returns>
    public static double Factor(int step, int steps, int warmup) => step < warmup
        ? (double)step / warmup
        : Math.Max(0, (double)(steps - step) / Math.Max(1, steps - warmup));
}
