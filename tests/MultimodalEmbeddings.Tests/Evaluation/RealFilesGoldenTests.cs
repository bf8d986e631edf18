using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>What the readers find in the real data, in both layouts, against the numbers of pairs of sts_results.json.</summary>
[Trait(Category.Name, Category.Real)]
public class RealFilesGoldenTests
{
    public static IEnumerable<TheoryDataRow<string>> Tasks => EvaluationReference.Rows("sts_results.json", Paths);

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Real_files_hold_as_many_pairs_as_the_reference_reads(string run)
    {
        var (layout, name) = (run.Split('/')[0], run.Split('/')[1]);
        var golden = Golden(EvaluationReference.Read("sts_results.json"), layout).GetProperty(name).GetProperty("subsets");
        using var data = LinkedSentEval.Of(layout);
        var task = SentEvalTask.Read(data.FullName, name, EvaluationReference.Keys(golden));

        Assert.All(task.Subsets, subset => Compare(golden.GetProperty(subset.Name), subset.Pairs));
    }

    private static void Compare(JsonElement golden, IReadOnlyList<StsPair> pairs)
    {
        Assert.Equal(golden.GetProperty("pairs").GetInt32(), pairs.Count);
        Assert.Equal(golden.GetProperty("positive_pairs").GetInt32(), pairs.Count(pair => pair.Score >= 4));
    }

    private static IEnumerable<string> Paths(JsonElement root) => EvaluationReference.Keys(root.GetProperty("results")).SelectMany(
        layout => EvaluationReference.Keys(Golden(root, layout)).Where(key => key != "summary").Select(task => $"{layout}/{task}"));

    /// <summary>The tasks of a layout, whatever the pooling: their pairs are the same.</summary>
    private static JsonElement Golden(JsonElement root, string layout) =>
        root.GetProperty("results").GetProperty(layout).EnumerateObject().First().Value;
}
