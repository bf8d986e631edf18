using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>
/// STS of a real model: sts_results.json (seven tasks, two layouts of the data) and sts_pooler_results.json (all poolings).
/// </summary>
[Trait(Category.Name, Category.Real)]
[Trait(Category.Name, Category.Slow)]
[Collection(UsesTorch.Name)]
public class StsResultsGoldenTests
{
    public static IEnumerable<TheoryDataRow<string>> Runs => EvaluationReference.Rows("sts_results.json", Paths);

    public static IEnumerable<TheoryDataRow<string>> PoolerRuns => EvaluationReference.Rows("sts_pooler_results.json", Paths);

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_seven_tasks_get_the_references_numbers(string run)
    {
        var (layout, pooler) = (run.Split('/')[0], run.Split('/')[1]);
        var golden = Golden("sts_results.json", layout, pooler);
        using var data = LinkedSentEval.Of(layout);
        var encoder = ReferenceEncoder.Require(ReferenceEncoder.InResults(pooler));
        var results = StsSuite.Load(data.FullName).Tasks.Select(task => GoldenStsRun.Of(encoder, task)).ToArray();

        Assert.All(results, result => result.Compare(golden.GetProperty(result.Name)));
        var report = new StsReport([.. results.Select(result => result.Result)]);
        var average = golden.GetProperty("summary").GetProperty("average").GetString()!;
        Assert.Equal(double.Parse(average, CultureInfo.InvariantCulture), report.Average, 0.0101);   // one in the last digit
    }

    [Theory]
    [MemberData(nameof(PoolerRuns))]
    public void Every_pooling_gets_the_references_numbers(string run)
    {
        var (name, pooler) = (run.Split('/')[0], run.Split('/')[1]);
        var golden = Golden("sts_pooler_results.json", name, pooler);
        var subsets = EvaluationReference.Keys(golden).Where(key => key != "all");
        var task = SentEvalTask.Read(SharedFolder.RequireShared("data/sts"), name, subsets);

        GoldenStsRun.Of(ReferenceEncoder.Require(ReferenceEncoder.InPoolerResults(pooler)), task).ComparePooler(golden);
    }

    private static JsonElement Golden(string file, string outer, string inner) =>
        EvaluationReference.Read(file).GetProperty("results").GetProperty(outer).GetProperty(inner);

    private static IEnumerable<string> Paths(JsonElement root)
    {
        var results = root.GetProperty("results");
        return EvaluationReference.Keys(results).SelectMany(
            outer => EvaluationReference.Keys(results.GetProperty(outer)).Select(inner => $"{outer}/{inner}"));
    }
}
