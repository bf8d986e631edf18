using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>Every tokenizer of the reference, in every form, on every text set: the ids have to be equal.</summary>
[Trait(Category.Name, Category.Reference)]
public sealed class GoldenIdsTests
{
    private const string Root = "tokenizers";

    public static IEnumerable<TheoryDataRow<string, string>> Cases() => CasesWith(".ids.gz");

    public static IEnumerable<TheoryDataRow<string, string>> TruncatedCases() => CasesWith(".trunc32.gz");

    public static IEnumerable<TheoryDataRow<string, string>> WholeCases() => CasesWith(".crc.gz");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ids_are_those_of_the_python_tokenizer(string tokenizer, string set)
    {
        var forms = Load(tokenizer);
        var texts = SampledTexts(tokenizer, set);
        var lines = GoldenTexts.Lines(IdsPath(tokenizer, set, "ids"));

        Assert.Equal(lines.Length, texts.Length);
        Assert.All(forms, form => AssertNoDifference(texts, lines, text => form.Encode(text)));
    }

    [Theory]
    [MemberData(nameof(TruncatedCases))]
    public void Truncated_ids_are_those_of_the_python_tokenizer(string tokenizer, string set)
    {
        var forms = Load(tokenizer);
        var texts = SampledTexts(tokenizer, set);
        var whole = GoldenTexts.Lines(IdsPath(tokenizer, set, "ids"));
        var lines = GoldenTexts.Lines(IdsPath(tokenizer, set, "trunc32"));

        Assert.Equal(lines.Length, texts.Length);
        var expected = lines.Select((line, i) => line == "=" ? whole[i] : line).ToArray();
        Assert.All(forms, form => AssertNoDifference(texts, expected, text => form.Encode(text, 32)));
    }

    [Theory]
    [MemberData(nameof(WholeCases))]
    public void Checksums_over_a_whole_set_are_those_of_the_python_tokenizer(string tokenizer, string set)
    {
        var forms = Load(tokenizer);
        var texts = GoldenTexts.Texts(TextsPath(set));
        var sums = GoldenTexts.Lines(IdsPath(tokenizer, set, "crc"));

        Assert.Equal(sums.Length, texts.Length);
        Assert.All(forms, form =>
        {
            var wrong = Enumerable.Range(0, texts.Length).Where(i => Checksum(form.Encode(texts[i])) != sums[i]).ToArray();
            Assert.True(wrong.Length == 0, $"{wrong.Length} of {texts.Length} texts differ, first {wrong.FirstOrDefault()}.");
        });
    }

    private static void AssertNoDifference(string[] texts, string[] lines, Func<string, int[]> encode)
    {
        var wrong = new List<string>();
        for (var i = 0; i < texts.Length; i++)
        {
            var ids = Line(encode(texts[i]));
            if (ids != lines[i])
            {
                wrong.Add($"text {i} {JsonSerializer.Serialize(texts[i])}\n  expected {lines[i]}\n  found    {ids}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {texts.Length} texts differ:\n{string.Join('\n', wrong.Take(5))}");
    }

    private static string Line(int[] ids) => string.Join(' ', ids);

    private static string Checksum(int[] ids) => (Crc32.Of(Line(ids)) & 0xFFFF).ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>One row per tokenizer and set that has golden values; a single skipped row where there is none.</summary>
    private static IEnumerable<TheoryDataRow<string, string>> CasesWith(string suffix)
    {
        var parent = Path.Combine(SharedFolder.Reference, Root, "ids");
        var files = Directory.Exists(parent) ? Directory.GetFiles(parent, "*" + suffix, SearchOption.AllDirectories) : [];
        var reason = $"{parent} holds no *{suffix}; {SharedFolder.ReferenceVariable} names another place.";
        return files.Length > 0
            ? files.Order(StringComparer.Ordinal).Select(file => new TheoryDataRow<string, string>(
                Path.GetFileName(Path.GetDirectoryName(file))!, Path.GetFileName(file)[..^suffix.Length]))
            : [new TheoryDataRow<string, string>("", "") { Skip = reason }];
    }

    private static IReadOnlyList<ITextTokenizer> Load(string tokenizer) =>
        TokenizerForms.Load(SharedFolder.RequireReference(Path.Combine(Root, "tokenizers", tokenizer)));

    private static string[] SampledTexts(string tokenizer, string set)
    {
        var path = SharedFolder.RequireReference(Path.Combine(Root, "ids", "counts.json"));
        using var counts = JsonDocument.Parse(File.ReadAllBytes(path));
        var step = counts.RootElement.GetProperty(tokenizer).GetProperty(set).GetProperty("step").GetInt32();
        return GoldenTexts.Texts(TextsPath(set)).Where((_, i) => i % step == 0).ToArray();
    }

    private static string TextsPath(string set) => SharedFolder.RequireReference(Path.Combine(Root, "texts", $"{set}.jsonl.gz"));

    private static string IdsPath(string tokenizer, string set, string kind) =>
        SharedFolder.RequireReference(Path.Combine(Root, "ids", tokenizer, $"{set}.{kind}.gz"));
}
