using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>The golden values of reference/evaluation.</summary>
internal static class EvaluationReference
{
    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.RequireReference($"evaluation/{file}")));
        return document.RootElement.Clone();
    }

    /// <summary>One row per name found in a file; a single skipped row where the file is absent.</summary>
    public static IEnumerable<TheoryDataRow<string>> Rows(string file, Func<JsonElement, IEnumerable<string>> names) =>
        Rows(file, () => names(Read(file)));

    /// <inheritdoc cref="Rows(string, Func{JsonElement, IEnumerable{string}})"/>
    public static IEnumerable<TheoryDataRow<string>> Rows(string file, Func<IEnumerable<string>> names)
    {
        var path = Path.Combine(SharedFolder.Reference, "evaluation", file);
        return File.Exists(path)
            ? names().Select(name => new TheoryDataRow<string>(name))
            : [new(file) { Skip = $"{path} is absent; {SharedFolder.ReferenceVariable} names another place." }];
    }

    public static IEnumerable<string> Names(JsonElement list) =>
        list.EnumerateArray().Select(item => item.GetProperty("name").GetString()!);

    public static IEnumerable<string> Keys(JsonElement table) => table.EnumerateObject().Select(property => property.Name);

    public static JsonElement Named(JsonElement list, string name) =>
        list.EnumerateArray().Single(item => item.GetProperty("name").GetString() == name);

    /// <summary>A number; "NaN" and null are NaN.</summary>
    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    /// <summary>The pairs of rows <c>x[i]</c>, <c>y[i]</c>: the table holds the x rows, then the y rows.</summary>
    public static (EmbeddingTable Embeddings, IndexedPairs Pairs) Vectors(JsonElement set)
    {
        var rows = set.GetProperty("x").EnumerateArray().Concat(set.GetProperty("y").EnumerateArray()).Select(Numbers).ToArray();
        var gold = Numbers(set.GetProperty("gold"));
        int[] first = [.. Enumerable.Range(0, gold.Length)], second = [.. Enumerable.Range(gold.Length, gold.Length)];
        return (new EmbeddingTable([.. rows.SelectMany(row => row)], rows[0].Length), new IndexedPairs(first, second, gold));
    }
}
