using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>Exact cases in double precision: correlation_cases.json, cosine_cases.json, alignment_cases.json.</summary>
[Trait(Category.Name, Category.Reference)]
public class MetricGoldenTests
{
    private const double Tolerance = 1e-12;

    public static IEnumerable<TheoryDataRow<string>> CorrelationCases => Cases("correlation_cases.json");

    public static IEnumerable<TheoryDataRow<string>> CosineCases => Cases("cosine_cases.json");

    public static IEnumerable<TheoryDataRow<string>> AlignmentCases => Cases("alignment_cases.json");

    [Theory]
    [MemberData(nameof(CorrelationCases))]
    public void Correlations_equal_scipys(string name)
    {
        var golden = Case("correlation_cases.json", name);
        var x = EvaluationReference.Numbers(golden.GetProperty("x"));
        var y = EvaluationReference.Numbers(golden.GetProperty("y"));

        Assert.Equal(EvaluationReference.Number(golden.GetProperty("pearson")), StsCorrelation.Pearson(x, y), Tolerance);
        Assert.Equal(EvaluationReference.Number(golden.GetProperty("spearman")), StsCorrelation.Spearman(x, y), Tolerance);
    }

    [Theory]
    [MemberData(nameof(CosineCases))]
    public void Cosines_equal_the_references(string name)
    {
        var golden = Case("cosine_cases.json", name);
        var u = EvaluationReference.Numbers(golden.GetProperty("u"));
        var v = EvaluationReference.Numbers(golden.GetProperty("v"));

        Assert.Equal(EvaluationReference.Number(golden.GetProperty("cosine")), Cosine.Of(u, v), Tolerance);
    }

    [Theory]
    [MemberData(nameof(AlignmentCases))]
    public void Alignment_and_uniformity_equal_the_references(string name)
    {
        var golden = Case("alignment_cases.json", name);
        var (embeddings, pairs) = EvaluationReference.Vectors(golden);
        var batches = pairs.Batches().ToArray();

        var each = golden.GetProperty("batches");
        Near(each.GetProperty("align"), batches.Select(batch => Alignment.Of(embeddings, batch) ?? 0));
        Near(each.GetProperty("uniform"), batches.Select(batch => Uniformity.Of(embeddings, batch.Rows)));
        Near(golden, "align", Alignment.Measure(embeddings, [pairs]));
        Near(golden, "uniform", Uniformity.Measure(embeddings, [pairs], CancellationToken.None));
    }

    private static void Near(JsonElement golden, string quantity, StsMeasure measure)
    {
        var batchwise = EvaluationReference.Number(golden.GetProperty("batchwise").GetProperty(quantity));
        var wholeSet = EvaluationReference.Number(golden.GetProperty("whole_set").GetProperty(quantity));

        Assert.Equal(batchwise, measure.Batchwise, Tolerance);
        Assert.Equal(wholeSet, measure.WholeSet, Tolerance);
    }

    private static void Near(JsonElement expected, IEnumerable<double> actual) => Assert.Equal(
        EvaluationReference.Numbers(expected), actual, (x, y) => Math.Abs(x - y) <= Tolerance);

    private static IEnumerable<TheoryDataRow<string>> Cases(string file) =>
        EvaluationReference.Rows(file, root => EvaluationReference.Names(root.GetProperty("cases")));

    private static JsonElement Case(string file, string name) =>
        EvaluationReference.Named(EvaluationReference.Read(file).GetProperty("cases"), name);
}
