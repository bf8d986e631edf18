namespace MultimodalEmbeddings.Training;

/// <summary>Ends a run whose validations no longer improve.</summary>
/// <remarks>It reads the course so far and keeps nothing, so that a resumed run stops where the whole one would.</remarks>
internal static class EarlyStopping
{
    /// <param name="history">The state after each step until now; may be empty.</param>
    /// <param name="patience">Validations without improvement that end the run; null for never.</param>
    /// <returns>Whether the last step's validation was the last one of this patience; false where it was not validated.</returns>
    public static bool IsDue(IReadOnlyList<TrainingProgress> history, int? patience) =>
        patience is not null && history is [.., { Score: not null }] && WithoutImprovement(history) >= patience;

    /// <summary>Validations since the best; one must be higher than all before it, as for the weights that are kept.</summary>
    private static int WithoutImprovement(IReadOnlyList<TrainingProgress> history)
    {
        var (best, since) = (double.NegativeInfinity, 0);
        foreach (var score in history.Select(progress => progress.Score).OfType<double>())
        {
            (best, since) = score > best ? (score, 0) : (best, since + 1);
        }

        return since;
    }
}
