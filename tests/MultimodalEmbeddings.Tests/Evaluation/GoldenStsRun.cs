using System.Text.Json;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>A task's result with a real encoder, and what may lie between it and the reference's.</summary>
/// <remarks>
/// Tolerances are those of reference/evaluation, section 2. STS12 holds many pairs of equal sentences, whose cosines are 1 give
/// or take a rounding: their ranks are comparable only after the cosines are rounded to six decimals.
/// </remarks>
internal sealed class GoldenStsRun
{
    private const double PearsonTolerance = 2e-6;
    private const double SpaceTolerance = 1e-5;

    private readonly IndexedTask _indexed;
    private readonly EmbeddingTable _embeddings;

    private GoldenStsRun(ISentenceEncoder encoder, StsTask task)
    {
        _indexed = new IndexedTask(task);
        _embeddings = EmbeddingTable.Encode(encoder, _indexed.Sentences, progress: null, CancellationToken.None);
        Result = new StsMeasurement(task, _indexed, _embeddings).Take(CancellationToken.None);
    }

    public StsTaskResult Result { get; }

    public string Name => Result.Name;

    private bool HasTies => Name == "STS12";

    public static GoldenStsRun Of(ISentenceEncoder encoder, StsTask task) => new(encoder, task);

    /// <param name="golden">A task of sts_results.json.</param>
    public void Compare(JsonElement golden)
    {
        var isWhole = Result.Subsets.Count == 1;   // STS-B and SICK-R: the paper's number is that of the test part
        for (var i = 0; i < Result.Subsets.Count; i++)
        {
            var subset = golden.GetProperty("subsets").GetProperty(Result.Subsets[i].Name);
            Compare(subset, Result.Subsets[i], Tolerance(isWhole));
            CompareRounded(subset, [_indexed.Subsets[i]], isWhole ? 2e-5 : 1e-4);
            CompareWholeSet(subset, Result.Subsets[i].Alignment, Result.Subsets[i].Uniformity);
        }

        Near(100 * golden.GetProperty("score").GetDouble(), Result.Score, 100 * Tolerance(isWhole: true));
        if (!isWhole)
        {
            CompareAll(golden.GetProperty("all"), "align_batchwise", "uniform_batchwise");
            CompareRounded(golden.GetProperty("all"), _indexed.Subsets, 2e-5);
            CompareWholeSet(golden.GetProperty("all"), Result.Alignment, Result.Uniformity);
        }
    }

    /// <param name="golden">A task's pooling of sts_pooler_results.json.</param>
    public void ComparePooler(JsonElement golden)
    {
        Assert.All(Result.Subsets, subset => Compare(golden.GetProperty(subset.Name), subset, Tolerance(isWhole: false)));
        CompareAll(golden.GetProperty("all"), "align_loss", "uniform_loss");
    }

    private static void Compare(JsonElement golden, StsSubsetResult subset, double spearmanTolerance)
    {
        Assert.Equal(golden.GetProperty("pairs").GetInt32(), subset.Pairs);
        Near(golden.GetProperty("pearson").GetDouble(), subset.Pearson, PearsonTolerance);
        Near(golden.GetProperty("spearman").GetDouble(), subset.Spearman, spearmanTolerance);
        Near(golden.GetProperty("align_batchwise").GetDouble(), subset.Alignment.Batchwise, SpaceTolerance);
        Near(golden.GetProperty("uniform_batchwise").GetDouble(), subset.Uniformity.Batchwise, SpaceTolerance);
    }

    private void CompareAll(JsonElement golden, string align, string uniform)
    {
        Compare(golden.GetProperty("pearson"), Result.Pearson, PearsonTolerance, PearsonTolerance);
        Compare(golden.GetProperty("spearman"), Result.Spearman, Tolerance(isWhole: true), Tolerance(isWhole: false));
        Near(golden.GetProperty(align).GetProperty("all").GetDouble(), Result.Alignment.Batchwise, SpaceTolerance);
        Near(golden.GetProperty(uniform).GetProperty("all").GetDouble(), Result.Uniformity.Batchwise, SpaceTolerance);
    }

    private static void Compare(JsonElement golden, StsAggregate aggregate, double tolerance, double meanTolerance)
    {
        Near(golden.GetProperty("all").GetDouble(), aggregate.All, tolerance);
        Near(golden.GetProperty("mean").GetDouble(), aggregate.Mean, meanTolerance);
        Near(golden.GetProperty("wmean").GetDouble(), aggregate.WeightedMean, meanTolerance);
    }

    private static void CompareWholeSet(JsonElement golden, StsMeasure alignment, StsMeasure uniformity)
    {
        Near(golden.GetProperty("align_whole_set").GetDouble(), alignment.WholeSet, SpaceTolerance);
        Near(golden.GetProperty("uniform_whole_set").GetDouble(), uniformity.WholeSet, SpaceTolerance);
    }

    private void CompareRounded(JsonElement golden, IReadOnlyList<IndexedPairs> parts, double tolerance)
    {
        var pairs = IndexedPairs.Concat(parts);
        double[] cosines = [.. pairs.Cosines(_embeddings).Select(cosine => Math.Round(cosine, 6))];
        var expected = golden.GetProperty("float64_cosine").GetProperty("spearman_rounded").GetDouble();

        Near(expected, StsCorrelation.Spearman(cosines, pairs.Scores), tolerance);
    }

    private double Tolerance(bool isWhole) => (isWhole, HasTies) switch
    {
        (true, false) => 2e-5,
        (true, true) => 1e-4,
        (false, false) => 1e-4,
        (false, true) => 2e-3,
    };

    private static void Near(double expected, double actual, double tolerance) => Assert.Equal(expected, actual, tolerance);
}
