using System.Globalization;
using System.Text;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>Every Unicode scalar value against what Python's tokenizers make of it.</summary>
[Trait(Category.Name, Category.Reference)]
public sealed class UnicodeTablesTests
{
    private const int ScalarCount = 0x110000 - 0x800;

    [Fact]
    public void Cleaning_and_words_of_every_scalar_are_berts()
    {
        var normalizer = new BertNormalizer(new BertNormalization { LowerCase = false, StripAccents = false });

        AssertEqual(ReadClasses("bert.tsv.gz"), scalar =>
        {
            var text = normalizer.Normalize($"x{scalar}x");
            return text == "xx" ? "R"
                : text == "x x" ? "S"
                : text == $"x {scalar} x" ? "C"
                : text != $"x{scalar}x" ? text
                : ClassSplitter.Bert.Words(text).Count == 3 ? "P" : "K";
        });
    }

    [Theory]
    [InlineData("lower", true, false)]
    [InlineData("strip", false, true)]
    [InlineData("both", true, true)]
    public void Case_and_accents_of_every_scalar_are_berts(string option, bool lowerCase, bool stripAccents)
    {
        var normalizer = new BertNormalizer(new BertNormalization
        {
            CleanText = false,
            SeparateIdeographs = false,
            LowerCase = lowerCase,
            StripAccents = stripAccents,
        });
        var mapped = GoldenTexts.Lines(PathTo("bert-map.tsv.gz")).Select(line => line.Split('\t')).Where(row => row[1] == option)
            .ToDictionary(row => Hex(row[0]), row => row[2]);

        AssertEqual(
            Scalars().ToDictionary(code => code, code => mapped.GetValueOrDefault(code, Hexes(new Rune(code).ToString()))),
            scalar => Hexes(normalizer.Normalize($"x{scalar}x")[1..^1]));
    }

    [Fact]
    public void Letters_numbers_and_spaces_are_those_of_the_byte_level_pattern()
    {
        var words = new ByteLevelSplitter();

        AssertEqual(ReadClasses("bytelevel.tsv.gz"), scalar =>
            IsOneWord("A" + scalar) ? "L" : IsOneWord("1" + scalar) ? "N" : IsOneWord("!" + scalar) ? "O" : "S");

        bool IsOneWord(string text) => words.Words(text).Count == 1;
    }

    [Fact]
    public void The_character_map_of_every_scalar_is_sentence_pieces()
    {
        var mapped = GoldenTexts.Lines(PathTo("precompiled.tsv.gz")).Select(line => line.Split('\t'))
            .ToDictionary(row => Hex(row[0]), row => row[1]);
        var normalizer = LastMap();

        AssertEqual(
            Scalars().ToDictionary(code => code, code => mapped.GetValueOrDefault(code, Hexes(new Rune(code).ToString()))),
            scalar => Hexes(normalizer.Normalize(scalar)));
    }

    /// <summary>The file is that of the last folder, in their order, that has a map.</summary>
    private static INormalizer LastMap()
    {
        var folders = Directory.GetDirectories(SharedFolder.RequireReference("tokenizers/tokenizers"));
        var normalizers = folders.Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "tokenizer.json"))
            .Where(File.Exists).Select(Precompiled).OfType<INormalizer>().ToArray();
        Assert.SkipUnless(normalizers.Length > 0, "No tokenizer of the reference has a character map.");
        return normalizers[^1];
    }

    private static INormalizer? Precompiled(string path)
    {
        var normalizer = JsonPlace.Parse(path, File.ReadAllBytes(path)).Find("normalizer");
        var isMap = normalizer?.Element.GetRawText().Contains("precompiled_charsmap", StringComparison.Ordinal) ?? false;
        return isMap ? NormalizerJson.Read(normalizer) : null;
    }

    private static void AssertEqual(Dictionary<int, string> expected, Func<string, string> actual)
    {
        Assert.Equal(ScalarCount, expected.Count);
        var wrong = expected.Where(entry => actual(new Rune(entry.Key).ToString()) != entry.Value).ToArray();
        var examples = string.Join(' ', wrong.Take(20).Select(entry => $"U+{entry.Key:X4}"));
        Assert.True(wrong.Length == 0, $"{wrong.Length} scalars differ: {examples}");
    }

    private static Dictionary<int, string> ReadClasses(string file) =>
        GoldenTexts.Lines(PathTo(file)).Select(line => line.Split('\t'))
            .SelectMany(row => Enumerable.Range(Hex(row[0]), Hex(row[1]) - Hex(row[0]) + 1).Select(code => (code, row[2])))
            .ToDictionary(entry => entry.code, entry => entry.Item2);

    private static IEnumerable<int> Scalars() => Enumerable.Range(0, 0x110000).Where(Rune.IsValid);

    private static string Hexes(string text) =>
        string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X", CultureInfo.InvariantCulture)));

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string PathTo(string file) => SharedFolder.RequireReference(Path.Combine("tokenizers", "codepoints", file));
}
