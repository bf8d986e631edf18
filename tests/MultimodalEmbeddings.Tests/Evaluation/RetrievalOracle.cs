using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>One direction of retrieval by its definition: every query sorts all items.</summary>
/// <param name="Ranks">The position of the first relevant item of each query that has one.</param>
/// <param name="DiscountedGain">nDCG@10, the mean over these queries.</param>
internal sealed record RetrievalOracle(int[] Ranks, double DiscountedGain)
{
    /// <param name="similarity">Of query and item.</param>
    /// <param name="isRelevant">Whether an item belongs to a query.</param>
    /// <param name="queries">Their number.</param>
    /// <param name="items">Their number.</param>
    public static RetrievalOracle Of(Func<int, int, float> similarity, Func<int, int, bool> isRelevant, int queries, int items)
    {
        int[][] positions =
        [
            .. Enumerable.Range(0, queries)
                .Select(query => Enumerable.Range(0, items)
                    .OrderByDescending(item => similarity(query, item)).ThenBy(item => isRelevant(query, item))
                    .Select((item, index) => (Position: index + 1, IsRelevant: isRelevant(query, item)))
                    .Where(item => item.IsRelevant).Select(item => item.Position).ToArray())
                .Where(found => found.Length > 0),
        ];
        return new([.. positions.Select(found => found[0])], positions.Average(Gain));
    }

    public void Equal(RetrievalMeasures measures)
    {
        int[] sorted = [.. Ranks.Order()];
        Assert.Equal(Ranks, measures.Ranks);
        Assert.Equal(Ranks.Count(rank => rank <= 1) / (double)Ranks.Length, measures.RecallAt1, 1e-12);
        Assert.Equal(Ranks.Count(rank => rank <= 5) / (double)Ranks.Length, measures.RecallAt5, 1e-12);
        Assert.Equal(Ranks.Count(rank => rank <= 10) / (double)Ranks.Length, measures.RecallAt10, 1e-12);
        Assert.Equal((sorted[sorted.Length / 2] + sorted[^((sorted.Length / 2) + 1)]) / 2.0, measures.MedianRank, 1e-12);
        Assert.Equal(Ranks.Sum() / (double)Ranks.Length, measures.MeanRank, 1e-9);
        Assert.Equal(Ranks.Sum(rank => 1.0 / rank) / Ranks.Length, measures.MeanReciprocalRank, 1e-12);
        Assert.Equal(DiscountedGain, measures.DiscountedGainAt10, 1e-12);
    }

    private static double Gain(int[] positions)
    {
        double gain = 0, best = 0;
        for (var i = 0; i < Math.Min(10, positions.Length); i++)
        {
            gain += positions[i] <= 10 ? 1 / Math.Log2(positions[i] + 1) : 0;
            best += 1 / Math.Log2(i + 2);
        }

        return gain / best;
    }
}
