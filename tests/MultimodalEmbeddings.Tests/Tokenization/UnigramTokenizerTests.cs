using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class UnigramTokenizerTests
{
    public static TheoryData<string, int[]> Texts => new()
    {
        { "", [] },
        { " \t", [] },
        { "abba", [SmallUnigram.SpaceAB, SmallUnigram.BA] },                       // -5 - 3.5
        { "bab", [SmallUnigram.Space, SmallUnigram.BA, SmallUnigram.B] },          // -2 - 3.5 - 3 and not -2 - 3 - 4
        { "Ab  ab", [SmallUnigram.SpaceAB, SmallUnigram.SpaceAB] },
        { "a\u00A0a\u0085a", [SmallUnigram.SpaceA, SmallUnigram.SpaceA, SmallUnigram.SpaceA] },
        { "\uFB01", [SmallUnigram.Space, SmallUnigram.Fi] },
        { "\uFB01\u0301", [SmallUnigram.Space, SmallUnigram.Fi] },                 // five bytes: the mark is lost
        { "a\u200Ba", [SmallUnigram.SpaceA, SmallUnigram.A] },
        { "xyz", [SmallUnigram.Space, 3] },
        { "a\0", [SmallUnigram.SpaceA, 3] },
        { "\uD800", [SmallUnigram.Space, 3] },
        { "ab <mask>ab</s>", [SmallUnigram.SpaceAB, SmallUnigram.Mask, SmallUnigram.SpaceAB, 2] },
        { "[MASK]", [SmallUnigram.Space, 3, SmallUnigram.A, 3] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Both_forms_give_the_ids_of_the_best_pieces(string text, int[] ids)
    {
        using var folder = SmallUnigram.Folder();
        int[] expected = [0, .. ids, 2];

        Assert.Equal(expected, TokenizerFiles.Load(folder.FullName).Encode(text));
        Assert.Equal(expected, SmallTokenizers.Load(SmallUnigram.Json()).Encode(text));
    }

    [Fact]
    public void Both_forms_have_one_size_and_one_padding()
    {
        using var folder = SmallUnigram.Folder();
        ITextTokenizer[] forms = [TokenizerFiles.Load(folder.FullName), SmallTokenizers.Load(SmallUnigram.Json())];

        Assert.All(forms, form => Assert.Equal(SmallUnigram.Mask + 1, form.VocabularySize));
        Assert.All(forms, form => Assert.Equal(1, form.PaddingId));
    }

    [Theory]
    [InlineData("""{"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": true}""", "ab b")]
    [InlineData("""{"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "never", "split": true}""", "\u2581ab b")]
    [InlineData("""{"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": false}""", " ab b")]
    [InlineData("""{"type": "Metaspace", "replacement": "\u2581"}""", "ab\u2581b")]
    [InlineData("""{"type": "Metaspace", "replacement": "\u2581", "split": false}""", "ab b")]
    public void Metaspace_is_read_in_its_old_and_its_new_spelling(string metaspace, string text)
    {
        var json = SmallUnigram.Json();
        json["pre_tokenizer"] = JsonNode.Parse(metaspace);
        Assert.Equal([0, SmallUnigram.SpaceAB, SmallUnigram.Space, SmallUnigram.B, 2], SmallTokenizers.Load(json).Encode(text));
    }

    [Theory]
    [InlineData(
        """
        {"type": "Strip", "strip_left": false, "strip_right": true},
        {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "\u2581"}
        """,
        new[] { SmallUnigram.SpaceAB, SmallUnigram.Space, SmallUnigram.B })]
    [InlineData(
        """{"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}""",
        new[] { SmallUnigram.SpaceAB, SmallUnigram.Space, SmallUnigram.B, SmallUnigram.Space })]
    public void Spaces_are_handled_as_newer_multilingual_encoders_ask_for_it(string behindTheMap, int[] ids)
    {
        var json = SmallUnigram.Json();
        var map = json["normalizer"]!.ToJsonString();
        json["normalizer"] = JsonNode.Parse($$"""{"type": "Sequence", "normalizers": [{{map}}, {{behindTheMap}}]}""");
        json["pre_tokenizer"] = JsonNode.Parse("""{"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always"}""");

        Assert.Equal([0, .. ids, 2], SmallTokenizers.Load(json).Encode("Ab   b "));
    }

    [Fact]
    public void A_model_without_a_type_is_known_by_its_list_of_pieces()
    {
        var json = SmallUnigram.Json();
        json["model"]!.AsObject().Remove("type");
        Assert.Equal([0, SmallUnigram.SpaceAB, 2], SmallTokenizers.Load(json).Encode("ab"));
    }

    [Theory]
    [InlineData("unk_id", "null", "'model.unk_id' is missing")]
    [InlineData("unk_id", "13", "'model.unk_id' has to be the id of one of the 13 pieces, but is 13")]
    [InlineData("unk_id", "-1", "'model.unk_id' has to be")]
    [InlineData("vocab", "[]", "'model.unk_id' has to be the id of one of the 0 pieces")]
    [InlineData("vocab", "{}", "'model.vocab' has to be an array")]
    [InlineData("vocab", """[["a"]]""", "'model.vocab[0]' has to be a piece and its score")]
    [InlineData("vocab", """[["a", "b"]]""", "'model.vocab[0][1]' has to be a number")]
    [InlineData("vocab", """[["a", 1e999]]""", "'model.vocab[0][1]' has to be a number")]
    [InlineData("vocab", """[["a", 0], ["b", 0], ["c", 0], ["", 0]]""", "Piece 3 has 0 characters")]
    public void A_damaged_model_is_named(string field, string value, string message)
    {
        var json = SmallUnigram.Json();
        json["model"]![field] = JsonNode.Parse(value);
        var error = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_so_long_that_words_would_take_long_is_refused()
    {
        var json = SmallUnigram.Json();
        json["model"]!["vocab"]![5] = new JsonArray(new string('a', 257), -1);
        var error = Assert.Throws<TokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains("Piece 5 has 257 characters; pieces have from 1 to 256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_fallback_is_not_implemented_and_says_so()
    {
        var json = SmallUnigram.Json();
        json["model"]!["byte_fallback"] = true;
        var error = Assert.Throws<UnsupportedTokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains("'model.byte_fallback'", error.Message, StringComparison.Ordinal);
    }
}
