using System.Security.Cryptography;
using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>The pictures of the reference folder and what is known of each.</summary>
internal static class PictureCases
{
    private const string Facts = "vision/images.json";

    // Where the pictures of each list lie.
    private static readonly (string List, string Folder)[] Lists =
    [
        ("generated", Path.Combine(SharedFolder.Reference, "vision", "images")),
        ("photos", Path.Combine(SharedFolder.Shared, "data", "flickr8k", "images")),
    ];

    private static readonly Lazy<JsonElement> AllFacts = new(() => Json(Facts));

    /// <summary>One row per picture: its list and file; a picture that is absent is skipped.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Rows() =>
        !File.Exists(Path.Combine(SharedFolder.Reference, Facts))
            ? [new TheoryDataRow<string, string>(Facts, "") { Skip = $"{Facts} is absent." }]
            : Lists.Where(list => AllFacts.Value.TryGetProperty(list.List, out _)).SelectMany(list =>
                AllFacts.Value.GetProperty(list.List).EnumerateArray().Select(entry => Row(list, Text(entry, "file"))));

    /// <summary>What is known of a picture.</summary>
    public static JsonElement Fact(string list, string file) =>
        AllFacts.Value.GetProperty(list).EnumerateArray().Single(entry => Text(entry, "file") == file);

    public static byte[] Read(string list, string file) =>
        File.ReadAllBytes(Path.Combine(Lists.Single(pair => pair.List == list).Folder, file));

    public static JsonElement Json(string relative) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(SharedFolder.RequireReference(relative)));

    public static string Text(JsonElement entry, string key) => entry.GetProperty(key).GetString()!;

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static TheoryDataRow<string, string> Row((string List, string Folder) list, string file) => new(list.List, file)
    {
        Skip = File.Exists(Path.Combine(list.Folder, file)) ? null : $"{file} is absent in {list.Folder}.",
    };
}
