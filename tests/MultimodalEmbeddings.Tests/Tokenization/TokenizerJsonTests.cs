using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class TokenizerJsonTests
{
    [Fact]
    public void Ids_need_not_follow_the_order_of_the_vocabulary()
    {
        var json = SmallTokenizers.BertJson();
        json["model"]!["vocab"] = JsonNode.Parse(
            """{"dog": 70, "a\nb": 1, "[UNK]": 9, "##s": 40, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4}""");

        var tokenizer = SmallTokenizers.Load(json);

        Assert.Equal([2, 70, 40, 9, 3], tokenizer.Encode("dogs cat"));
        Assert.Equal(71, tokenizer.VocabularySize);
        Assert.Equal(0, tokenizer.PaddingId);
    }

    [Theory]
    [InlineData("""{"lstrip": true}""", "a dog a", new[] { 2, 9, 5, 9, 3 })]
    [InlineData("""{"single_word": true}""", "a dogdog dog", new[] { 2, 9, 1, 5, 3 })]
    [InlineData("{}", "adoga", new[] { 2, 9, 5, 9, 3 })]
    public void Options_of_an_added_token_count(string options, string text, int[] ids)
    {
        var token = JsonNode.Parse(options)!.AsObject();
        token["id"] = 5;
        token["content"] = "dog";
        var json = SmallTokenizers.BertJson();
        json["added_tokens"] = new JsonArray(token, new JsonObject { ["id"] = 2, ["content"] = "[CLS]" });

        Assert.Equal(ids, SmallTokenizers.Load(json).Encode(text));
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 6)]
    public void White_space_behind_a_token_goes_where_it_says_so(bool rightStrip, int count)
    {
        var json = SmallTokenizers.RobertaJson(mergesAsPairs: true);
        json["added_tokens"]![1]!["rstrip"] = rightStrip;
        Assert.Equal(count, SmallTokenizers.Load(json).Encode("<s> \n dog").Length);
    }

    [Theory]
    [InlineData("""{"lowercase": false}""", new[] { 2, 1, 1, 3 })]
    [InlineData("""{"lowercase": true, "strip_accents": null}""", new[] { 2, 11, 11, 3 })]
    [InlineData("""{"lowercase": true, "strip_accents": false}""", new[] { 2, 1, 11, 3 })]
    [InlineData("""{"lowercase": false, "strip_accents": true}""", new[] { 2, 11, 1, 3 })]
    [InlineData("{}", new[] { 2, 11, 11, 3 })]
    public void Accents_follow_the_case_where_nothing_is_said(string options, int[] ids)
    {
        var normalizer = JsonNode.Parse(options)!.AsObject();
        normalizer["type"] = "BertNormalizer";
        var json = SmallTokenizers.BertJson();
        json["normalizer"] = normalizer;

        Assert.Equal(ids, SmallTokenizers.Load(json).Encode("\u00E9 E"));
    }

    [Fact]
    public void A_template_names_what_stands_around_the_text()
    {
        var json = SmallTokenizers.BertJson();
        json["post_processor"] = JsonNode.Parse("""
            {
              "type": "TemplateProcessing",
              "single": [
                {"SpecialToken": {"id": "open"}}, {"Sequence": {"id": "A"}},
                {"SpecialToken": {"id": "close"}}, {"SpecialToken": {"id": "open"}}
              ],
              "special_tokens": {"open": {"ids": [2]}, "close": {"ids": [3, 10]}}
            }
            """);
        var tokenizer = SmallTokenizers.Load(json);

        Assert.Equal([2, 5, 7, 3, 10, 2], tokenizer.Encode("dogs"));
        Assert.Equal([2, 5, 3, 10, 2], tokenizer.Encode("dogs", 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Encode("dogs", 3));
    }

    [Fact]
    public void Each_processor_of_a_sequence_goes_around_those_before()
    {
        var json = SmallTokenizers.BertJson();
        json["post_processor"] = JsonNode.Parse("""
            {
              "type": "Sequence",
              "processors": [
                {"type": "ByteLevel"},
                {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]},
                {"type": "RobertaProcessing", "cls": ["a", 9], "sep": ["!", 10]}
              ]
            }
            """);

        Assert.Equal([9, 2, 5, 3, 10], SmallTokenizers.Load(json).Encode("dog"));
    }

    [Theory]
    [InlineData("""{"type": "Whitespace"}""")]
    [InlineData("""{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Punctuation"}]}""")]
    public void Word_pieces_are_found_in_words_of_other_splitters(string preTokenizer)
    {
        var json = SmallTokenizers.BertJson();
        json["normalizer"] = JsonNode.Parse(
            """{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"}]}""");
        json["pre_tokenizer"] = JsonNode.Parse(preTokenizer);

        Assert.Equal([2, 5, 7, 11, 6, 8, 10, 3], SmallTokenizers.Load(json).Encode("Dogs \u00C9\nRunning!"));
    }

    [Fact]
    public void Byte_pairs_without_a_frame_or_a_pre_tokenizer_take_the_text_as_one_word()
    {
        var json = new JsonObject { ["model"] = JsonNode.Parse("""{"vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}""") };
        var tokenizer = SmallTokenizers.Load(json);

        Assert.Equal([2, 1, 0], tokenizer.Encode("abba"));
        Assert.Equal([2], tokenizer.Encode("a \u4E2Db"));   // what no token has is left out
        Assert.Empty(tokenizer.Encode(""));
    }

    [Fact]
    public void A_prefix_space_is_added_where_nothing_is_said()
    {
        var json = SmallTokenizers.RobertaJson(mergesAsPairs: true);
        var asked = SmallTokenizers.Load(json).Encode(" dog");
        json["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel" };

        Assert.Equal(asked, SmallTokenizers.Load(json).Encode("dog"));
    }

    [Fact]
    public void Of_equal_merges_the_last_counts()
    {
        var json = SmallTokenizers.RobertaJson(mergesAsPairs: false);
        var alone = SmallTokenizers.Load(json).Encode(" dog");
        json["model"]!["merges"] = new JsonArray("d o", "\u0120 do", "\u0120do g", "do g", "\u0120 do");

        Assert.Equal(3, alone.Length);
        Assert.Equal(4, SmallTokenizers.Load(json).Encode(" dog").Length);
    }

    [Fact]
    public void Composed_characters_are_what_a_composing_tokenizer_sees()
    {
        var json = SmallTokenizers.RobertaJson(mergesAsPairs: true);
        json["normalizer"] = new JsonObject { ["type"] = "NFC" };
        var tokenizer = SmallTokenizers.Load(json);

        Assert.Equal(tokenizer.Encode("\u00E9"), tokenizer.Encode("e\u0301"));
    }
}
