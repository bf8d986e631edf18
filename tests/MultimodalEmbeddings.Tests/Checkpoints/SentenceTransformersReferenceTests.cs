using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>Every reference folder gives the layout that st_cases.json describes.</summary>
[Trait(Category.Name, Category.Reference)]
public class SentenceTransformersReferenceTests
{
    private const string Folder = "encoders/sentence-transformers";

    private static readonly string[] FlagOrder = ["cls", "max", "mean", "mean_sqrt_len_tokens", "weightedmean", "lasttoken"];

    public static IEnumerable<TheoryDataRow<string>> Folders() => SharedFolder.ReferenceFolders(Folder, "modules.json");

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_gives_its_layout(string name)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.RequireReference("encoders/st_cases.json")));
        Assert.SkipUnless(cases.RootElement.TryGetProperty(name, out var definition), $"st_cases.json does not describe {name}.");
        var folder = SharedFolder.RequireReference(Path.Combine(Folder, name));
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));

        var layout = SentenceTransformersLayout.Read(folder)!;

        var layoutName = definition.GetProperty("layout").GetString();
        var pooling = Modules(definition).Single(module => Has(module, "pooling"));
        Assert.Equal(Modes(pooling, isList: layoutName == "current"), layout.TokenPooling.Modes);
        Assert.Equal(Flag(pooling, "include_prompt", absent: true), layout.TokenPooling.IncludesPrompt);
        Assert.Equal(Modules(definition)[^1].ValueKind == JsonValueKind.String, layout.Normalize);
        Assert.Equal(
            Modules(definition).Where(module => Has(module, "dense")).Select(Dense),
            layout.Dense.Select(dense => (dense.OutputSize, dense.Activation, dense.Bias is not null)));
        Assert.Equal(
            new TextSettings(expected.RootElement.GetProperty("max_seq_length").GetInt32(), LowerCase(definition, layoutName)),
            layout.Text);
        Assert.Equal(layoutName == "old" ? "0_Transformer" : "", layout.TransformerFolder);
        CheckPrompts(expected.RootElement, layout.Settings);
    }

    private static void CheckPrompts(JsonElement expected, SentenceSettings settings)
    {
        Assert.Equal(expected.GetProperty("default_prompt_name").GetString(), settings.DefaultPromptName);
        Assert.All(
            expected.GetProperty("prompts").EnumerateObject(),
            prompt => Assert.Equal(prompt.Value.GetString(), settings.Prompts[prompt.Name]));
    }

    private static IEnumerable<string> Modes(JsonElement module, bool isList)
    {
        var modes = module.GetProperty("pooling");
        string[] all = modes.ValueKind == JsonValueKind.Array
            ? [.. modes.EnumerateArray().Select(mode => mode.GetString()!)]
            : [modes.GetString()!];
        return isList ? all : FlagOrder.Where(all.Contains);
    }

    private static (int OutputSize, string Activation, bool HasBias) Dense(JsonElement module) => (
        module.GetProperty("dense").GetInt32(),
        module.GetProperty("activation").GetString()!,
        Flag(module, "bias", absent: true));

    // Newer releases lose it when they save.
    private static bool LowerCase(JsonElement definition, string? layout) =>
        layout != "current" && Flag(definition, "do_lower_case", absent: false);

    private static bool Flag(JsonElement fields, string name, bool absent) =>
        fields.TryGetProperty(name, out var value) ? value.GetBoolean() : absent;

    private static bool Has(JsonElement module, string name) =>
        module.ValueKind == JsonValueKind.Object && module.TryGetProperty(name, out _);

    private static JsonElement[] Modules(JsonElement definition) => [.. definition.GetProperty("modules").EnumerateArray()];
}
