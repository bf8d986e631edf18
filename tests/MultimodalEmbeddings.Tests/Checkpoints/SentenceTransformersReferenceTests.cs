using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>
/// Every reference folder gives the layout that st_cases.json describes, or is refused because of something in it.
/// </summary>
[Trait(Category.Name, Category.Reference)]
public class SentenceTransformersReferenceTests
{
    private const string Folder = "encoders/sentence-transformers";

    public static IEnumerable<TheoryDataRow<string>> Folders() => SharedFolder.ReferenceFolders(Folder, "modules.json");

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_gives_its_layout_or_says_what_is_not_supported(string name)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.RequireReference("encoders/st_cases.json")));
        Assert.SkipUnless(cases.RootElement.TryGetProperty(name, out var definition), $"st_cases.json does not describe {name}.");
        var folder = SharedFolder.RequireReference(Path.Combine(Folder, name));
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));

        if (IsSupported(definition))
        {
            var limit = expected.RootElement.GetProperty("max_seq_length").GetInt32();
            Assert.Equal(Layout(definition, limit), SentenceTransformersLayout.Read(folder));
        }
        else
        {
            var error = Assert.Throws<CheckpointException>(() => SentenceTransformersLayout.Read(folder));
            Assert.Contains("not supported yet", error.Message, StringComparison.Ordinal);
        }
    }

    private static SentenceTransformersLayout Layout(JsonElement definition, int limit) => new()
    {
        PoolingMode = Modules(definition)[0].GetProperty("pooling").GetString()!,
        Normalize = Modules(definition).Length == 2,
        MaximumTokens = limit,
    };

    private static bool IsSupported(JsonElement definition) =>
        definition.GetProperty("layout").GetString() != "old"
        && !definition.TryGetProperty("default_prompt_name", out _)
        && !(definition.TryGetProperty("do_lower_case", out var lower) && lower.GetBoolean())
        && Modules(definition) is [var pooling, .. var rest]
        && pooling.GetProperty("pooling") is { ValueKind: JsonValueKind.String } mode
        && mode.GetString() is "cls" or "mean" or "max"
        && rest.All(module => module.ValueKind == JsonValueKind.String);

    private static JsonElement[] Modules(JsonElement definition) => [.. definition.GetProperty("modules").EnumerateArray()];
}
