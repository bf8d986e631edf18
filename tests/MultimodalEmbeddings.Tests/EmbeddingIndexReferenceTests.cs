using System.Text.Json;
using System.Text.RegularExpressions;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

/// <summary>Neighbours that the Python originals find: evaluation/neighbours.json and search/search.json.</summary>
[Collection(UsesTorch.Name)]
public partial class EmbeddingIndexReferenceTests
{
    private const double ScoreTolerance = 2e-6;

    [Fact]
    [Trait(Category.Name, Category.Real)]
    [Trait(Category.Name, Category.Slow)]
    public void Sentences_have_the_references_neighbours()
    {
        var golden = EvaluationReference.Read("neighbours.json");
        var encoder = ReferenceEncoder.Require(Pooling.Mean);
        string[] sentences =
        [
            .. TextLines.Read(SharedFolder.RequireShared("data/text/wiki500k_sentences.txt.gz"))
                .Take(golden.GetProperty("corpus_lines").GetInt32()),
        ];
        var queries = golden.GetProperty("queries").EnumerateArray().ToArray();
        var found = EmbeddingIndex.Of(encoder, sentences).Nearest(
            encoder, [.. queries.Select(query => query.GetProperty("text").GetString()!)], golden.GetProperty("k").GetInt32());

        Assert.All(queries.Zip(found), query =>
        {
            Assert.Equal(
                query.First.GetProperty("indices").EnumerateArray().Select(index => index.GetInt32()),
                query.Second.Select(neighbour => neighbour.Index));
            Assert.All(
                EvaluationReference.Numbers(query.First.GetProperty("scores")).Zip(query.Second),
                score => Assert.Equal(score.First, score.Second.Score, ScoreTolerance));
        });
    }

    [Fact]
    [Trait(Category.Name, Category.Reference)]
    public void Embeddings_have_the_neighbours_of_sentence_transformers()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.RequireReference("search/search.json")));
        using var file = SafetensorsFile.Open(SharedFolder.RequireReference("search/search.safetensors"));
        var search = document.RootElement.GetProperty("semantic_search");
        var stored = file.Tensors["embeddings"];
        var embeddings = new FeatureMatrix(GoldenTensor.Floats(stored), (int)stored.Shape[0], (int)stored.Shape[1]);
        FeatureMatrix Rows(string part) => embeddings.SelectRows(RowsNamed(search.GetProperty(part).GetString()!));

        var found = EmbeddingIndex.Of(Rows("corpus")).Nearest(Rows("queries"), search.GetProperty("top_k").GetInt32());

        var hits = search.GetProperty("hits").EnumerateArray().ToArray();
        Assert.Equal(hits.Length, found.Count);
        Assert.All(hits.Zip(found), query => Equal([.. query.First.EnumerateArray()], query.Second));
    }

    /// <summary>Ids are equal but where scores are as good as tied.</summary>
    private static void Equal(JsonElement[] hits, IReadOnlyList<Neighbour> found)
    {
        Assert.Equal(hits.Length, found.Count);
        for (var i = 0; i < hits.Length; i++)
        {
            var (id, score) = (hits[i].GetProperty("corpus_id").GetInt32(), Score(hits[i]));
            var isTied = hits.Where((_, j) => j != i).Any(other => Math.Abs(Score(other) - score) < 1e-6);
            Assert.Equal(score, found[i].Score, ScoreTolerance);
            Assert.True(isTied || found[i].Index == id, $"Neighbour {i} is {found[i]}, not {id}.");
        }
    }

    private static double Score(JsonElement hit) => hit.GetProperty("score").GetDouble();

    /// <param name="rows">"rows 20-999 (...)".</param>
    private static int[] RowsNamed(string rows)
    {
        var match = RowRange().Match(rows);
        var (first, last) = (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value));
        return [.. Enumerable.Range(first, last - first + 1)];
    }

    [GeneratedRegex(@"^rows (\d+)-(\d+)")]
    private static partial Regex RowRange();
}
