using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class DamagedFilesTests
{
    private const string Damage = "[]{}\",:0-9ax\u00E9";

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("[]", "'the file' has to be a JSON object, but is []")]
    [InlineData("{}", "'model' is missing")]
    [InlineData("""{"model": 3}""", "'model' has to be an object, but is 3")]
    [InlineData("""{"model": {"type": "WordPiece"}}""", "'model.vocab' is missing")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {}}}""", "an object that gives every token an id")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": -1}}}""", "'model.vocab.a' has to be an id from 0 to 16777215")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": 0, "b": 0}}}""", "gives the id 0 to 'a' and to 'b'")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": 0, "a": 1}}}""", "names the token 'a' twice")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"\ud800": 0}}}""", "Unicode characters")]
    [InlineData("""{"model": {"type": "\udc00"}}""", "Unicode characters")]
    public void A_damaged_file_is_named_with_what_was_expected_and_found(string json, string message)
    {
        using var folder = SmallTokenizers.Folder(("tokenizer.json", json));
        var error = Assert.Throws<TokenizerException>(() => TokenizerFiles.Load(folder.FullName));
        Assert.Equal(folder.File("tokenizer.json"), error.FilePath);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"content": "[MASK]", "id": 5}""", "has the id 5, but the vocabulary gives it 4")]
    [InlineData("""{"content": "new", "id": 5}""", "has the id 5, which belongs to 'dog'")]
    [InlineData("""{"content": "new", "id": 4000000000}""", "added_tokens[0].id")]
    [InlineData("""{"content": "", "id": 14}""", "'added_tokens[0].content' has to be the token's text")]
    [InlineData("""{"content": "x", "id": 14, "lstrip": 1}""", "'added_tokens[0].lstrip' has to be true or false, but is 1")]
    public void A_damaged_added_token_is_named(string token, string message)
    {
        var json = SmallTokenizers.BertJson();
        json["added_tokens"] = new JsonArray(JsonNode.Parse(token));
        var error = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type": "BertProcessing", "cls": ["[CLS]", 99], "sep": ["[SEP]", 3]}""", "the id 99")]
    [InlineData("""{"type": "BertProcessing", "cls": ["[CLS]"], "sep": ["[SEP]", 3]}""", "has to be a token and its id")]
    [InlineData("""{"type": "TemplateProcessing", "single": []}""", "one Sequence")]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}, {"Sequence": 0}]}""", "defines")]
    public void A_damaged_frame_is_named(string frame, string message)
    {
        var json = SmallTokenizers.BertJson();
        json["post_processor"] = JsonNode.Parse(frame);
        var error = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"type": "TemplateProcessing", "special_tokens": {"x": {"ids": [3, 3, 3, 3]}}, "single": [{"Sequence": 0}ITEMS]}""",
        """, {"SpecialToken": {"id": "x"}}""",
        16)]
    [InlineData(
        """{"type": "Sequence", "processors": [{"type": "ByteLevel"}ITEMS]}""",
        """, {"type": "BertProcessing", "cls": ["", 2], "sep": ["", 3]}""",
        64)]
    public void A_frame_that_multiplies_is_refused(string frame, string item, int most)
    {
        var json = SmallTokenizers.BertJson();
        json["post_processor"] = Frame(most);
        Assert.Equal(3, SmallTokenizers.Load(json).Encode("dog")[^1]);

        json["post_processor"] = Frame(most + 1);
        var error = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains("'post_processor' puts more than 64 ids on one side", error.Message, StringComparison.Ordinal);

        JsonNode Frame(int count) =>
            JsonNode.Parse(frame.Replace("ITEMS", string.Concat(Enumerable.Repeat(item, count)), StringComparison.Ordinal))!;
    }

    [Theory]
    [InlineData(13, null)]
    [InlineData(14, "'padding.pad_id' has to be an id of the vocabulary, from 0 to 13, but is 14")]
    [InlineData(-1, "'padding.pad_id' has to be an id from 0 to 16777215, but is -1")]
    public void The_padding_is_in_the_vocabulary(int id, string? message)
    {
        var json = SmallTokenizers.BertJson();
        json["padding"] = new JsonObject { ["pad_id"] = id };
        if (message is null)
        {
            Assert.Equal(id, SmallTokenizers.Load(json).PaddingId);
            return;
        }

        var error = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max_input_chars_per_word", "0")]
    [InlineData("max_input_chars_per_word", "2000000000")]
    [InlineData("unk_token", "\"cat\"")]
    [InlineData("unk_token", "\"\"")]
    public void A_damaged_word_piece_model_is_refused(string option, string value)
    {
        var json = SmallTokenizers.BertJson();
        json["model"]![option] = JsonNode.Parse(value);
        Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
    }

    [Theory]
    [InlineData("d", "two tokens")]
    [InlineData("d o g", "two tokens")]
    [InlineData("d x\u4E2D", "needs the token 'x\u4E2D'")]
    [InlineData("d r", "needs the token 'dr'")]
    public void A_damaged_merge_is_named(string merge, string message)
    {
        using var folder = SmallTokenizers.Roberta();
        File.AppendAllText(folder.File("merges.txt"), merge);
        var error = Assert.Throws<TokenizerException>(() => TokenizerFiles.Load(folder.FullName));
        Assert.Equal(folder.File("merges.txt"), error.FilePath);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains($"merge {SmallTokenizers.RobertaMerges.Length} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused()
    {
        using var bert = SmallTokenizers.Bert();
        File.WriteAllBytes(bert.File("vocab.txt"), [0x5B, 0xFF]);
        using var roberta = SmallTokenizers.Roberta();
        File.WriteAllBytes(roberta.File("merges.txt"), [0xC3]);

        foreach (var folder in new[] { bert, roberta })
        {
            var error = Assert.Throws<TokenizerException>(() => TokenizerFiles.Load(folder.FullName));
            Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Random_damage_gives_a_tokenizer_or_a_typed_error()
    {
        var sound = System.Text.Encoding.UTF8.GetBytes(SmallTokenizers.BertJson().ToJsonString());
        var random = new Random(13);
        for (var round = 0; round < 1500; round++)
        {
            var bytes = sound.ToArray();
            for (var hit = random.Next(1, 4); hit > 0; hit--)
            {
                bytes[random.Next(bytes.Length)] = (byte)Damage[random.Next(Damage.Length)];
            }

            using var folder = new TemporaryFolder();
            File.WriteAllBytes(folder.File("tokenizer.json"), bytes);
            var error = Record.Exception(() => TokenizerFiles.Load(folder.FullName).Encode("Dogs [MASK] run!"));
            Assert.True(error is null or TokenizerException, $"{error}");
        }
    }
}
