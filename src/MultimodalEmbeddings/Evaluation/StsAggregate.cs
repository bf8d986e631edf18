namespace MultimodalEmbeddings.Evaluation;

/// <summary>A correlation of a task, its subsets put together in three ways. A fraction, not a percentage.</summary>
/// <param name="All">Over the pairs of all subsets together: what MCSE, SimCSE and the shared tasks report.</param>
/// <param name="Mean">The mean of the subsets' correlations.</param>
/// <param name="WeightedMean">The mean of the subsets' correlations, weighted by their numbers of pairs.</param>
public sealed record StsAggregate(double All, double Mean, double WeightedMean)
{
    /// <param name="all">The value over everything.</param>
    /// <param name="subsets">Value and number of pairs of each subset.</param>
    internal static StsAggregate Of(double all, IReadOnlyList<(double Value, int Pairs)> subsets) =>
        new(all, subsets.Average(s => s.Value), subsets.Sum(s => s.Value * s.Pairs) / subsets.Sum(s => s.Pairs));
}
