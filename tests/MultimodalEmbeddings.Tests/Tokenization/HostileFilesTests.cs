using System.Diagnostics;
using System.Text.Json;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>The damaged tokenizer folders of the reference's manifest.</summary>
[Trait(Category.Name, Category.Reference)]
public sealed class HostileFilesTests
{
    private const string Folder = "encoders/hostile";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static IEnumerable<TheoryDataRow<string, string>> Cases() =>
        Rows(item => new TheoryDataRow<string, string>(PathOf(item), item.GetProperty("expect").GetString()!), _ => true);

    public static IEnumerable<TheoryDataRow<string, string>> CasesWithIds() =>
        Rows(
            item => new TheoryDataRow<string, string>(PathOf(item), item.GetProperty("ids").GetRawText()),
            item => item.TryGetProperty("ids", out _));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_damaged_file_gives_a_typed_error_and_a_sound_one_loads(string path, string expect)
    {
        var folder = Path.GetDirectoryName(SharedFolder.RequireReference(Path.Combine(Folder, path)))!;
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Record.Exception(() => Use(TokenizerFiles.Load(folder)));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Patience);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        Assert.SkipWhen(error is UnsupportedTokenizerException && expect == "loads", error?.Message ?? "");
        if (error is not null || expect == "error")
        {
            var typed = Assert.IsType<TokenizerException>(error, exactMatch: false);
            Assert.StartsWith(folder, typed.FilePath, StringComparison.Ordinal);
            Assert.NotEqual("loads", expect);
        }
    }

    [Theory]
    [MemberData(nameof(CasesWithIds))]
    public void The_ids_that_the_manifest_names_are_given(string path, string ids)
    {
        var file = SharedFolder.RequireReference(Path.Combine(Folder, path));
        var tokenizer = SupportedTokenizer.Load(Path.GetDirectoryName(file)!);
        using var document = JsonDocument.Parse(ids);
        var named = document.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32());

        Assert.True(named.Values.Max() < tokenizer.VocabularySize);
        // White space separates words, so a token of white space only takes an id; no text has it.
        Assert.All(
            named.Where(entry => !string.IsNullOrWhiteSpace(entry.Key)),
            entry => Assert.Contains(entry.Value, tokenizer.Encode(entry.Key)));
    }

    private static TheoryDataRow<string, string>[] Rows(
        Func<JsonElement, TheoryDataRow<string, string>> row, Func<JsonElement, bool> isWanted)
    {
        var manifest = Path.Combine(SharedFolder.Reference, Folder, "manifest.json");
        if (!File.Exists(manifest))
        {
            var reason = $"{manifest} is absent; {SharedFolder.ReferenceVariable} names another place.";
            return [new TheoryDataRow<string, string>("", "") { Skip = reason }];
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
        var rows = document.RootElement.GetProperty("cases").EnumerateArray()
            .Where(item => PathOf(item).Split('/')[0] is "tokenizer" or "vocab").Where(isWanted).Select(row).ToArray();
        return rows.Length > 0 ? rows : [new TheoryDataRow<string, string>("", "") { Skip = $"{manifest} has no such case." }];
    }

    private static string PathOf(JsonElement item) => item.GetProperty("path").GetString()!;

    private static void Use(ITextTokenizer tokenizer)
    {
        Assert.NotEmpty(tokenizer.Encode("ab [MASK] " + new string('a', 50_000) + "!"));
        Assert.All(tokenizer.Encode("ab ba"), id => Assert.InRange(id, 0, tokenizer.VocabularySize - 1));
    }
}
