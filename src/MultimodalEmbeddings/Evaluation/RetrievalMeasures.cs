namespace MultimodalEmbeddings.Evaluation;

/// <summary>How well the queries of one direction find what belongs to them. Shares are fractions, not percentages.</summary>
/// <remarks>
/// The rank of a query is the position, counted from 1, of its first relevant item when all items are sorted by similarity. Ties
/// count against the searcher: an item that is not relevant stands before a relevant one of the same similarity.
/// </remarks>
public sealed record RetrievalMeasures
{
    internal RetrievalMeasures(int[] ranks, double discountedGain)
    {
        Ranks = ranks;
        MedianRank = Median(ranks);
        MeanRank = ranks.Average();
        MeanReciprocalRank = ranks.Average(rank => 1.0 / rank);
        DiscountedGainAt10 = discountedGain;
    }

    /// <summary>The rank of each query, in their order. An image that no text describes is no query.</summary>
    public IReadOnlyList<int> Ranks { get; }

    /// <summary>R@1: the share of queries whose first item is relevant.</summary>
    public double RecallAt1 => RecallAt(1);

    /// <summary>R@5: the share of queries with a relevant item among the first five.</summary>
    public double RecallAt5 => RecallAt(5);

    /// <summary>R@10: the share of queries with a relevant item among the first ten.</summary>
    public double RecallAt10 => RecallAt(10);

    /// <summary>The median rank; of an even number of ranks the mean of the middle two.</summary>
    public double MedianRank { get; }

    /// <summary>The mean rank.</summary>
    public double MeanRank { get; }

    /// <summary>MRR: the mean of 1 / rank.</summary>
    public double MeanReciprocalRank { get; }

    /// <summary>
    /// nDCG@10: the sum of 1 / log2(1 + position) over the relevant items among the first ten, over the best possible sum; the
    /// mean over the queries. Järvelin and Kekäläinen 2002.
    /// </summary>
    public double DiscountedGainAt10 { get; }

    /// <summary>The share of queries with a relevant item among the first <paramref name="k"/>.</summary>
    /// <param name="k">At least 1.</param>
    public double RecallAt(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);

        return (double)Ranks.Count(rank => rank <= k) / Ranks.Count;
    }

    private static double Median(int[] ranks)
    {
        int[] sorted = [.. ranks.Order()];
        return ((double)sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
