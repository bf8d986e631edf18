using System.Text.Json;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>The measures of one direction in retrieval_cases.json and retrieval_results.json.</summary>
internal sealed class GoldenRetrieval(JsonElement golden)
{
    /// <summary>Holds exact ranks, and measures to a tolerance.</summary>
    public void Equal(RetrievalMeasures measures, double tolerance)
    {
        Assert.Equal(golden.GetProperty("ranks").EnumerateArray().Select(rank => rank.GetInt32()), measures.Ranks);
        Near(measures, share: tolerance, rank: tolerance);
    }

    /// <param name="measures">What was measured.</param>
    /// <param name="share">The tolerance of what lies between 0 and 1.</param>
    /// <param name="rank">The tolerance of the mean rank, and of the median, too.</param>
    public void Near(RetrievalMeasures measures, double share, double rank)
    {
        Assert.Equal(golden.GetProperty("ranks").GetArrayLength(), measures.Ranks.Count);
        foreach (var property in golden.EnumerateObject().Where(property => property.Name != "ranks"))
        {
            var tolerance = property.Name.EndsWith("_rank", StringComparison.Ordinal) ? rank : share;
            var found = Measure(measures, property.Name);
            Assert.True(Math.Abs(property.Value.GetDouble() - found) <= tolerance, $"{property} differs from {found}.");
        }
    }

    private static double Measure(RetrievalMeasures measures, string name) => name switch
    {
        "median_rank" => measures.MedianRank,
        "mean_rank" => measures.MeanRank,
        "mrr" => measures.MeanReciprocalRank,
        "ndcg@10" => measures.DiscountedGainAt10,
        "recall@1" => measures.RecallAt1,
        "recall@5" => measures.RecallAt5,
        "recall@10" => measures.RecallAt10,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The report has no such measure."),
    };
}
