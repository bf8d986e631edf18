using System.Text;
using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class NormalizerGrowthTests
{
    private const string Doubling = """{"type": "Replace", "pattern": {"String": "a"}, "content": "aa"}""";
    private const string DoublingRuns = """{"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " a "}""";
    private const string Bert = """{"type": "BertNormalizer"}""";
    private const string Compatible = """{"type": "NFKD"}""";

    [Theory]
    [InlineData(Doubling, 10, true)]       // 2^10
    [InlineData(Doubling, 11, false)]
    [InlineData(DoublingRuns, 6, true)]    // 3^6
    [InlineData(DoublingRuns, 7, false)]
    [InlineData(Bert, 6, true)]
    [InlineData(Bert, 7, false)]
    [InlineData(Compatible, 100, true)]
    public void Steps_that_multiply_a_text_without_bound_are_refused(string step, int times, bool isSound)
    {
        var json = SmallTokenizers.BertJson();
        json["normalizer"] = Sequence([.. Enumerable.Repeat(step, times)]);

        var error = Record.Exception(() => SmallTokenizers.Load(json).Encode("a \uFDFA"));

        if (isSound)
        {
            Assert.Null(error);
            return;
        }

        var typed = Assert.IsType<TokenizerException>(error);
        Assert.EndsWith("tokenizer.json", typed.FilePath, StringComparison.Ordinal);
        Assert.Contains("'normalizer' can make a text more than 1024 times as long", typed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Character_maps_multiply_as_well()
    {
        var map = Map([("a", new string('a', 33))]);   // 33^2 = 1089
        var json = SmallTokenizers.BertJson();

        json["normalizer"] = Sequence([map]);
        Assert.NotEmpty(SmallTokenizers.Load(json).Encode("a"));

        json["normalizer"] = Sequence([map, map]);
        Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
    }

    [Fact]
    public void The_longest_that_unicode_has_leaves_room_for_replacements()
    {
        var ligature = "\uFDFA".Normalize(NormalizationForm.FormKD);
        var json = SmallTokenizers.BertJson();
        json["normalizer"] = Sequence(
            [
                """{"type": "Nmt"}""", """{"type": "NFKC"}""", Map([("\uFDFA", ligature)]), """{"type": "Lowercase"}""", Compatible,
                """{"type": "Replace", "pattern": {"String": "&"}, "content": " and "}""",
                """{"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}""",
            ]);

        Assert.NotEmpty(SmallTokenizers.Load(json).Encode("\uFDFA & \uFDFA"));
    }

    [Fact]
    public void No_character_grows_more_than_its_normalizer_says()
    {
        INormalizer[] normalizers =
        [
            new LowerCaseNormalizer(), new MarkRemoval(), new NmtCleaning(), new Trimming(true, true),
            new UnicodeNormalizer(false, false), new UnicodeNormalizer(true, false),
            new UnicodeNormalizer(false, true), new UnicodeNormalizer(true, true),
            new BertNormalizer(new BertNormalization()), new BertNormalizer(new BertNormalization { StripAccents = false }),
            new BertNormalizer(new BertNormalization { SeparateIdeographs = false, LowerCase = false }),
        ];
        foreach (var text in Enumerable.Range(0, 0x30000).Where(Rune.IsValid).Select(code => new Rune(code).ToString()))
        {
            var length = CanonicalForm.LengthInFormKD(text);
            var grown = normalizers.FirstOrDefault(
                step => CanonicalForm.LengthInFormKD(step.Normalize(text)) > step.Growth * length);
            Assert.True(grown is null, $"{grown} lengthens {text}");
        }
    }

    [Fact]
    public void No_text_grows_more_than_the_product_of_the_steps()
    {
        var random = new Random(31);
        for (var round = 0; round < 5000; round++)
        {
            var steps = Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomStep(random)).ToArray();
            var sequence = new NormalizerSequence(steps);
            var text = RandomText(random, 12);

            Assert.InRange(
                CanonicalForm.LengthInFormKD(sequence.Normalize(text)),
                0,
                sequence.Growth * CanonicalForm.LengthInFormKD(text));
        }
    }

    private static INormalizer RandomStep(Random random) => random.Next(5) switch
    {
        0 => new UnicodeNormalizer(random.Next(2) == 0, random.Next(2) == 0),
        1 => new RunReplacement(new RunPattern("a \u00E9"[random.Next(3)], random.Next(1, 4)), RandomText(random, 4)),
        2 => new CharacterMapNormalizer(CharacterMap.Read("file", "map", SmallCharacterMap.Bytes(
            [("a", RandomText(random, 4)), ("\uFDFA", RandomText(random, 4))]))),
        _ => new TextReplacement(RandomText(random, 2), RandomText(random, 4)),
    };

    private static string RandomText(Random random, int longest) => string.Concat(
        Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => "aa  e\u0301\u00E9\uFDFA\uFB01\uAC01"[random.Next(10)]));

    private static string Map((string From, string To)[] rules) => new JsonObject
    {
        ["type"] = "Precompiled",
        ["precompiled_charsmap"] = Convert.ToBase64String(SmallCharacterMap.Bytes(rules)),
    }.ToJsonString();

    private static JsonObject Sequence(string[] steps) => new()
    {
        ["type"] = "Sequence",
        ["normalizers"] = new JsonArray([.. steps.Select(step => JsonNode.Parse(step))]),
    };
}
