using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class ClipDamagedFilesTests
{
    private const string Damage = "[]{}\",:0-9ax\\|pLN+\u00E9";

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("")]
    [InlineData(@"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+|(x+x+)+y")]
    [InlineData(@"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]+|[^\s\p{L}\p{N}]+")]
    [InlineData(@"'S|'T|'RE|'VE|'M|'LL|'D|[\P{L}]+|[\P{N}]|[^\S\P{L}\P{N}]+")]
    public void Another_regular_expression_is_refused_and_not_run(string expression)
    {
        var json = SmallClip.Json();
        Split(json)["pattern"]!["Regex"] = expression;
        var clock = Stopwatch.StartNew();

        AssertRefused(json, "CLIP's regular expression with the behavior Removed and invert true is implemented");

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("behavior", "\"Isolated\"")]
    [InlineData("behavior", "null")]
    [InlineData("invert", "false")]
    [InlineData("invert", "null")]
    [InlineData("pattern", """{"String": " "}""")]
    public void Another_way_to_split_is_refused(string option, string value)
    {
        var json = SmallClip.Json();
        Split(json)[option] = JsonNode.Parse(value);

        AssertRefused(json, "'pre_tokenizer.pretokenizers[0]' splits by another pattern than CLIP's, or in another way");
    }

    [Theory]
    [InlineData("pattern", "3", "'pre_tokenizer.pretokenizers[0].pattern' has to be an object, but is 3")]
    [InlineData("pattern", "null", "'pre_tokenizer.pretokenizers[0].pattern' is missing")]
    [InlineData("pattern", """{"Regex": 3}""", "'pre_tokenizer.pretokenizers[0].pattern.Regex' has to be a string, but is 3")]
    [InlineData("invert", "1", "'pre_tokenizer.pretokenizers[0].invert' has to be true or false, but is 1")]
    public void A_damaged_split_is_named(string option, string value, string message)
    {
        var json = SmallClip.Json();
        Split(json)[option] = JsonNode.Parse(value);

        var error = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"</W>\"")]
    [InlineData("\" \"")]
    public void Another_end_of_words_is_refused(string suffix)
    {
        var json = SmallClip.Json();
        json["model"]!["end_of_word_suffix"] = JsonNode.Parse(suffix);

        AssertRefused(json, "'model.end_of_word_suffix' is implemented only for </w> behind ByteLevel");
    }

    [Fact]
    public void An_end_of_words_without_byte_symbols_is_refused()
    {
        var json = SmallClip.Json();
        json["pre_tokenizer"] = Split(json).DeepClone();

        AssertRefused(json, "'model.end_of_word_suffix' is implemented only for </w> behind ByteLevel");
    }

    [Theory]
    [InlineData("d q</w>", "needs the token 'dq</w>', which is not in the vocabulary")]
    [InlineData("\u4E2D</w> d", "needs the token '\u4E2D</w>', which is not in the vocabulary")]
    [InlineData("d</w>", "has to be two tokens without spaces")]
    public void A_merge_that_the_vocabulary_lacks_is_refused_in_both_forms(string merge, string message)
    {
        var json = SmallClip.Json();
        json["model"]!["merges"]!.AsArray().Add(merge);
        using var folder = SmallClip.VocabularyFolder();
        File.AppendAllText(folder.File("merges.txt"), merge);

        var errors = new[]
        {
            Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json)),
            Assert.Throws<TokenizerException>(() => TokenizerFiles.Load(folder.FullName)),
        };

        Assert.All(errors, error => Assert.Contains(message, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<|endoftext|>")]
    [InlineData("<|startoftext|>")]
    public void A_vocabulary_without_a_special_token_is_refused_in_both_forms(string token)
    {
        var vocabulary = SmallClip.Vocabulary();
        var id = vocabulary[token];
        vocabulary.Remove(token);
        using var folder = SmallClip.VocabularyFolder();
        File.WriteAllText(folder.File("vocab.json"), JsonSerializer.Serialize(vocabulary));
        var json = SmallClip.Json();
        json["model"]!["vocab"] = JsonSerializer.SerializeToNode(vocabulary);
        json["added_tokens"] = new JsonArray();

        var old = Assert.Throws<TokenizerException>(() => TokenizerFiles.Load(folder.FullName));
        var modern = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));

        Assert.Equal(folder.File("vocab.json"), old.FilePath);
        Assert.Contains($"The vocabulary of 519 tokens lacks {token}.", old.Message, StringComparison.Ordinal);
        Assert.Contains($"puts the id {id} around every text, but no token has it", modern.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a</w>")]
    [InlineData("\u0120</w>")]
    [InlineData("\u0120")]
    public void A_vocabulary_without_a_byte_symbol_is_refused_in_both_forms(string symbol)
    {
        var vocabulary = SmallClip.Vocabulary();
        vocabulary.Remove(symbol);
        using var folder = SmallClip.VocabularyFolder();
        File.WriteAllText(folder.File("vocab.json"), JsonSerializer.Serialize(vocabulary));
        var json = SmallClip.Json();
        json["model"]!["vocab"] = JsonSerializer.SerializeToNode(vocabulary);

        AssertRefused(json, $"lacks 1 of the 512 byte symbols, such as '{symbol}'");
        Assert.Throws<UnsupportedTokenizerException>(() => TokenizerFiles.Load(folder.FullName));
    }

    [Fact]
    public void Random_damage_gives_a_tokenizer_or_a_typed_error()
    {
        var sound = Encoding.UTF8.GetBytes(SmallClip.Json().ToJsonString());
        var random = new Random(41);
        for (var round = 0; round < 1000; round++)
        {
            var bytes = sound.ToArray();
            var end = round % 2 == 0 ? bytes.Length : 1200;   // half of the rounds spare the vocabulary
            for (var hit = random.Next(1, 4); hit > 0; hit--)
            {
                bytes[random.Next(end)] = (byte)Damage[random.Next(Damage.Length)];
            }

            using var folder = new TemporaryFolder();
            File.WriteAllBytes(folder.File("tokenizer.json"), bytes);
            var error = Record.Exception(() => TokenizerFiles.Load(folder.FullName).Encode("Dog's <|endoftext|> \u00C9!"));
            Assert.True(error is null or TokenizerException, $"{error}");
        }
    }

    private static JsonNode Split(JsonObject json) => json["pre_tokenizer"]!["pretokenizers"]![0]!;

    private static void AssertRefused(JsonObject json, string message)
    {
        var error = Assert.Throws<UnsupportedTokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
