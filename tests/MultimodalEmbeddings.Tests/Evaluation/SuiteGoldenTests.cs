using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>The reference's loop over subsets of given vectors: suite_case.json.</summary>
[Trait(Category.Name, Category.Reference)]
public class SuiteGoldenTests
{
    [Fact]
    public void A_task_of_several_subsets_is_put_together_as_in_the_reference()
    {
        var golden = EvaluationReference.Read("suite_case.json");
        var subsets = golden.GetProperty("subsets").EnumerateObject().Select(Subset).ToArray();
        var task = new StsTask("given", [.. subsets.Select(subset => subset.Subset)]);
        var table = subsets.SelectMany(subset => subset.Rows).ToDictionary();
        var indexed = new IndexedTask(task);
        var embeddings = new EmbeddingTable([.. indexed.Sentences.SelectMany(name => table[name])], table.Values.First().Length);

        var result = new StsMeasurement(task, indexed, embeddings).Take(CancellationToken.None);

        GoldenResult.Equal(golden.GetProperty("results"), result);
    }

    /// <summary>A subset whose sentences are names of vectors.</summary>
    private static (StsSubset Subset, IEnumerable<KeyValuePair<string, double[]>> Rows) Subset(JsonProperty golden)
    {
        var gold = EvaluationReference.Numbers(golden.Value.GetProperty("gold"));
        var pairs = gold.Select((score, i) => new StsPair($"{golden.Name} x {i}", $"{golden.Name} y {i}", score)).ToArray();
        return (new StsSubset(golden.Name, pairs), Rows("x").Concat(Rows("y")));

        IEnumerable<KeyValuePair<string, double[]>> Rows(string side) => golden.Value.GetProperty(side).EnumerateArray()
            .Select((row, i) => KeyValuePair.Create($"{golden.Name} {side} {i}", EvaluationReference.Numbers(row)));
    }
}
