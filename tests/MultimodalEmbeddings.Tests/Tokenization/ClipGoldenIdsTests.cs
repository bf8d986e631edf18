using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>Every folder of the vision reference that has tokens.json: the ids of its texts, by every form.</summary>
[Trait(Category.Name, Category.Reference)]
public sealed class ClipGoldenIdsTests
{
    private const string Root = "vision";
    private const string Tokens = "tokens.json";
    private const string Truncated = "ids_truncated_";

    public static IEnumerable<TheoryDataRow<string>> Tokenizers() => SharedFolder.ReferenceFolders(Root, Tokens);

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Ids_are_those_of_the_python_tokenizer(string name) =>
        AssertNoDifference(name, (text, tokenizer) =>
            [("ids", tokenizer.Encode(Text(text)), Ids(text.GetProperty("ids")))]);

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Truncated_ids_are_those_of_the_python_tokenizer(string name) =>
        AssertNoDifference(name, (text, tokenizer) =>
            text.EnumerateObject().Where(member => member.Name.StartsWith(Truncated, StringComparison.Ordinal))
                .Select(member => (member.Name, tokenizer.Encode(Text(text), Limit(member.Name)), Ids(member.Value))));

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Both_forms_pad_with_the_token_that_the_configuration_names(string name)
    {
        var folder = SharedFolder.RequireReference(Path.Combine(Root, name));
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "tokenizer_config.json")));
        using var vocabulary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "vocab.json")));
        var padding = vocabulary.RootElement.GetProperty(config.RootElement.GetProperty("pad_token").GetString()!).GetInt32();

        Assert.All(TokenizerForms.Load(folder), form => Assert.Equal(padding, form.PaddingId));
    }

    private static void AssertNoDifference(
        string name, Func<JsonElement, ITextTokenizer, IEnumerable<(string Kind, int[] Found, int[] Expected)>> encode)
    {
        var folder = SharedFolder.RequireReference(Path.Combine(Root, name));
        using var texts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Tokens)));
        var results = TokenizerForms.Load(folder)
            .SelectMany(form => texts.RootElement.EnumerateArray().SelectMany(text =>
                encode(text, form).Select(result => (Text: text.GetRawText(), Result: result)))).ToArray();
        Assert.SkipUnless(results.Length > 0, $"{folder} has no such ids.");

        Assert.All(results, entry => Assert.True(
            entry.Result.Found.SequenceEqual(entry.Result.Expected),
            $"{entry.Text}\n  {entry.Result.Kind} found {string.Join(", ", entry.Result.Found)}"));
    }

    private static int Limit(string name) => int.Parse(name.AsSpan(Truncated.Length), CultureInfo.InvariantCulture);

    private static string Text(JsonElement text) => text.GetProperty("text").GetString()!;

    private static int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];
}
