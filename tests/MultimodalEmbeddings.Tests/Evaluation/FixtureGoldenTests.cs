using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>The miniature SentEval folder of sts_fixtures, read and evaluated: sts_fixtures.json.</summary>
[Trait(Category.Name, Category.Reference)]
public class FixtureGoldenTests
{
    public static IEnumerable<TheoryDataRow<string>> Tasks =>
        EvaluationReference.Rows("sts_fixtures.json", root => EvaluationReference.Keys(root.GetProperty("tasks")));

    private static string Folder => SharedFolder.RequireReference("evaluation/sts_fixtures");

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Files_hold_the_pairs_the_reference_reads(string name)
    {
        var golden = Golden(name).GetProperty("subsets");
        foreach (var subset in Read(name).Subsets)
        {
            Assert.Equal(Pairs(golden.GetProperty(subset.Name)), subset.Pairs);
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Batches_are_formed_in_the_references_order(string name)
    {
        var task = Read(name);
        var indexed = new IndexedTask(task);
        foreach (var (subset, visited) in task.Subsets.Zip(indexed.Subsets))
        {
            var golden = Golden(name).GetProperty("subsets").GetProperty(subset.Name);
            var pairs = Pairs(golden);
            var expected = golden.GetProperty("reference_order").EnumerateArray().Select(index => pairs[index.GetInt32()]);

            Assert.Equal(expected, Enumerable.Range(0, visited.Count).Select(i => Pair(indexed, visited, i)));
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_toy_encoder_gets_the_references_results(string name) =>
        GoldenResult.Equal(Golden(name).GetProperty("toy_results"), new StsEvaluator(new LetterEncoder()).Evaluate(Read(name)));

    [Fact]
    public void The_suite_of_the_folder_gets_the_papers_numbers()
    {
        var golden = EvaluationReference.Read("sts_fixtures.json").GetProperty("tasks");
        var report = new StsEvaluator(new LetterEncoder()).Evaluate(StsSuite.Load(Folder));

        Assert.Equal(EvaluationReference.Keys(golden), report.Tasks.Select(task => task.Name));
        Assert.All(
            report.Tasks,
            task => Assert.Equal(PaperScore(golden.GetProperty(task.Name).GetProperty("toy_results")), task.Score, 1e-10));
    }

    private static double PaperScore(JsonElement results) => 100 * (results.TryGetProperty("test", out var test)
        ? test.GetProperty("spearman").GetDouble()
        : results.GetProperty("all").GetProperty("spearman").GetProperty("all").GetDouble());

    private static JsonElement Golden(string task) =>
        EvaluationReference.Read("sts_fixtures.json").GetProperty("tasks").GetProperty(task);

    private static StsTask Read(string task)
    {
        var subsets = EvaluationReference.Keys(Golden(task).GetProperty("subsets"));
        return SentEvalTask.Read(Path.Combine(Folder, "downstream"), task, subsets);
    }

    private static StsPair[] Pairs(JsonElement subset) => [.. subset.GetProperty("pairs").EnumerateArray().Select(Pair)];

    private static StsPair Pair(JsonElement pair) =>
        new(pair.GetProperty("a").GetString()!, pair.GetProperty("b").GetString()!, pair.GetProperty("gold").GetDouble());

    private static StsPair Pair(IndexedTask task, IndexedPairs pairs, int i) =>
        new(task.Sentences[pairs.First[i]], task.Sentences[pairs.Second[i]], pairs.Scores[i]);
}
