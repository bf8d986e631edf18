using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

/// <summary>The feature files of the reference, as their lists name them.</summary>
internal static class GoldenFeatures
{
    public const string List = "features/features.json";
    public const string Matrices = "features/expected.safetensors";
    public const string HostileList = "features/hostile.json";
    public const string HostileMatrices = "features/hostile_matrix.safetensors";

    /// <summary>One row per file of a list that is there; a single skipped row where there is none.</summary>
    public static IEnumerable<TheoryDataRow<string>> Files(string list, string folder)
    {
        var path = Path.Combine(SharedFolder.Reference, list);
        if (!File.Exists(path))
        {
            var reason = $"{path} is absent; {SharedFolder.ReferenceVariable} names another place.";
            return [new TheoryDataRow<string>(list) { Skip = reason }];
        }

        return Read(path).Select(file => file.GetProperty("file").GetString()!).Select(name => new TheoryDataRow<string>(name)
        {
            Skip = File.Exists(Path.Combine(Path.GetDirectoryName(path)!, folder, name)) ? null : $"{name} is absent.",
        });
    }

    /// <summary>What a list says of a file.</summary>
    public static JsonElement Entry(string list, string file) => Read(SharedFolder.RequireReference(list))
        .Single(entry => entry.GetProperty("file").GetString() == file);

    public static string? Text(this JsonElement entry, string key) =>
        entry.TryGetProperty(key, out var value) ? value.GetString() : null;

    /// <summary>The rows that a list names under a key; none where it has no such key.</summary>
    public static int[] Rows(this JsonElement entry, string key) =>
        entry.TryGetProperty(key, out var value) ? [.. value.EnumerateArray().Select(row => row.GetInt32())] : [];

    private static JsonElement[] Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("files").EnumerateArray().Select(file => file.Clone())];
    }
}
