using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// The cosines of sts_pairs.safetensors (TASK.SUBSET.POOLER.cosine, TASK.SUBSET.gold) against sts_results.json and the real
/// files.
/// </summary>
[Trait(Category.Name, Category.Reference)]
public class PairGoldenTests
{
    private const string File = "sts_pairs.safetensors";

    public static IEnumerable<TheoryDataRow<string>> Cosines =>
        EvaluationReference.Rows(File, () => Open().Names.Where(name => name.EndsWith(".cosine", StringComparison.Ordinal)));

    public static IEnumerable<TheoryDataRow<string>> Golds =>
        EvaluationReference.Rows(File, () => Open().Names.Where(name => name.EndsWith(".gold", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Cosines))]
    public void Correlations_of_the_given_cosines_equal_scipys(string name)
    {
        var parts = name.Split('.');   // a subset's name may hold points
        var (task, subset, pooler) = (parts[0], string.Join('.', parts[1..^2]), parts[^2]);
        var results = EvaluationReference.Read("sts_results.json").GetProperty("results").GetProperty("tokenised");
        var golden = results.GetProperty(pooler).GetProperty(task).GetProperty("subsets").GetProperty(subset)
            .GetProperty("float64_cosine");
        double[] cosines = Open()[name], gold = Open()[$"{task}.{subset}.gold"];

        // The file holds the cosines in single precision, where nearly equal ones are tied.
        Assert.Equal(golden.GetProperty("pearson").GetDouble(), StsCorrelation.Pearson(cosines, gold), 2e-6);
        Assert.Equal(golden.GetProperty("spearman").GetDouble(), StsCorrelation.Spearman(cosines, gold), 1e-4);
    }

    [Theory]
    [MemberData(nameof(Golds))]
    public void Real_files_hold_the_gold_scores_in_this_order(string name)
    {
        var parts = name.Split('.');
        var task = SentEvalTask.Read(SharedFolder.RequireShared("data/sts"), parts[0], [string.Join('.', parts[1..^1])]);

        Assert.Equal(Open()[name], task.Subsets[0].Pairs.Select(pair => (double)(float)pair.Score));
    }

    private static FloatTensors Open() => new(SharedFolder.RequireReference($"evaluation/{File}"));
}
