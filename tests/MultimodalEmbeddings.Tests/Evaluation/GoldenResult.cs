using System.Text.Json;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>Compares a task's result with what the reference's loop printed for it (suite_case.json, toy_results).</summary>
internal static class GoldenResult
{
    private const double Tolerance = 1e-12;

    public static void Equal(JsonElement golden, StsTaskResult result)
    {
        var names = EvaluationReference.Keys(golden).Where(name => name != "all").ToArray();
        Assert.Equal(names.Order(), result.Subsets.Select(subset => subset.Name).Order());
        foreach (var name in names)
        {
            Equal(golden.GetProperty(name), result.Subsets.Single(subset => subset.Name == name));
        }

        var all = golden.GetProperty("all");
        Equal(all.GetProperty("pearson"), result.Pearson);
        Equal(all.GetProperty("spearman"), result.Spearman);
        Equal(all.GetProperty("align_loss"), Aggregate(result.Alignment, result.Subsets, subset => subset.Alignment));
        Equal(all.GetProperty("uniform_loss"), Aggregate(result.Uniformity, result.Subsets, subset => subset.Uniformity));
    }

    private static void Equal(JsonElement golden, StsSubsetResult subset)
    {
        Assert.Equal(golden.GetProperty("pairs").GetInt32(), subset.Pairs);
        Near(golden, "pearson", subset.Pearson);
        Near(golden, "spearman", subset.Spearman);
        Near(golden, "align", subset.Alignment.Batchwise);
        Near(golden, "uniform", subset.Uniformity.Batchwise);
    }

    private static void Equal(JsonElement golden, StsAggregate aggregate)
    {
        Near(golden, "all", aggregate.All);
        Near(golden, "mean", aggregate.Mean);
        Near(golden, "wmean", aggregate.WeightedMean);
    }

    private static StsAggregate Aggregate(
        StsMeasure all, IReadOnlyList<StsSubsetResult> subsets, Func<StsSubsetResult, StsMeasure> measure) =>
        StsAggregate.Of(all.Batchwise, [.. subsets.Select(subset => (measure(subset).Batchwise, subset.Pairs))]);

    private static void Near(JsonElement golden, string name, double actual) =>
        Assert.Equal(EvaluationReference.Number(golden.GetProperty(name)), actual, Tolerance);
}
