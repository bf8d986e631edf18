using System.Text.Json.Nodes;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class TokenizerFilesTests
{
    // 4 + the byte; symbols that are not printable come from U+0100 on, but keep the byte's place in this vocabulary.
    private const int FirstByte = 4;
    private const int SpaceDog = FirstByte + 256 + 2;
    private const int Dog = FirstByte + 256 + 3;
    private const int Run = FirstByte + 256 + 5;
    private const int Mask = FirstByte + 256 + 6;

    [Fact]
    public void Word_pieces_load_from_a_vocabulary_and_from_tokenizer_json()
    {
        using var folder = SmallTokenizers.Bert("""{"mask_token": {"content": "[MASK]", "lstrip": true}}""");
        var tokenizers = new[] { TokenizerFiles.Load(folder.FullName), SmallTokenizers.Load(SmallTokenizers.BertJson()) };

        Assert.All(tokenizers, tokenizer => Assert.Equal([2, 5, 7, 4, 1, 10, 3], tokenizer.Encode("Dogs  [MASK]cat!")));
    }

    [Fact]
    public void Byte_pairs_load_from_a_vocabulary_and_from_tokenizer_json()
    {
        using var folder = SmallTokenizers.Roberta();
        ITextTokenizer[] tokenizers =
        [
            TokenizerFiles.Load(folder.FullName),
            SmallTokenizers.Load(SmallTokenizers.RobertaJson(mergesAsPairs: false)),
            SmallTokenizers.Load(SmallTokenizers.RobertaJson(mergesAsPairs: true)),
        ];

        Assert.All(tokenizers, tokenizer =>
        {
            Assert.Equal([0, Dog, SpaceDog, Mask, Run, FirstByte + '!', 2], tokenizer.Encode("dog dog  <mask>run!"));
            Assert.Equal([0, FirstByte + 0xC3, FirstByte + 0xA9, 0, 2], tokenizer.Encode("\u00E9<s>"));
            Assert.Equal(Mask + 1, tokenizer.VocabularySize);
            Assert.Equal(1, tokenizer.PaddingId);
        });
    }

    [Fact]
    public void A_prefix_space_goes_before_each_text_that_has_none()
    {
        using var folder = SmallTokenizers.Roberta("""{"add_prefix_space": true}""");
        Assert.Equal([0, SpaceDog, Mask, SpaceDog, 2], TokenizerFiles.Load(folder.FullName).Encode("dog<mask> dog"));
    }

    [Theory]
    [InlineData("""{"do_lower_case": false}""", "Dog dog", new[] { 2, 1, 5, 3 })]
    [InlineData("""{"strip_accents": false}""", "\u00C9", new[] { 2, 1, 3 })]
    [InlineData("""{"do_lower_case": false, "strip_accents": true}""", "\u00E9", new[] { 2, 11, 3 })]
    [InlineData("""{"tokenize_chinese_chars": false}""", "\u4E2D\u4E2D", new[] { 2, 1, 3 })]
    [InlineData("""{"clean_text": false}""", "a\u0007", new[] { 2, 1, 3 })]
    [InlineData("""{"added_tokens_decoder": {"5": {"content": "dog", "special": false}}}""", "arundoga", new[] { 2, 1, 5, 9, 3 })]
    [InlineData("""{"additional_special_tokens": ["dog"]}""", "adoga", new[] { 2, 9, 5, 9, 3 })]
    [InlineData("{}", "\u00C9 \u4E2D\u4E2D a\u0007 adoga", new[] { 2, 11, 13, 13, 9, 1, 3 })]
    public void Options_of_the_configuration_count(string config, string text, int[] ids)
    {
        using var folder = SmallTokenizers.Bert(config);
        Assert.Equal(ids, TokenizerFiles.Load(folder.FullName).Encode(text));
    }

    [Fact]
    public void The_configuration_goes_before_the_special_tokens_map()
    {
        using var folder = SmallTokenizers.Bert("""{"pad_token": "dog"}""");
        File.WriteAllText(folder.File("special_tokens_map.json"), """{"pad_token": "run", "unk_token": "##s"}""");

        var tokenizer = TokenizerFiles.Load(folder.FullName);

        Assert.Equal(5, tokenizer.PaddingId);
        Assert.Equal([2, 7, 3], tokenizer.Encode("cat"));
    }

    // The form of the first releases of transformers: text to id, found in the normalised text unless another file calls it special.
    [Theory]
    [InlineData("{}", "aXYa", new[] { 2, 9, 14, 9, 3 })]
    [InlineData("{}", "axya", new[] { 2, 9, 14, 9, 3 })]
    [InlineData("""{"additional_special_tokens": ["xy"]}""", "aXYa", new[] { 2, 1, 3 })]
    [InlineData("""{"additional_special_tokens": ["xy"]}""", "axya", new[] { 2, 9, 14, 9, 3 })]
    [InlineData("""{"added_tokens_decoder": {}}""", "axya", new[] { 2, 1, 3 })]
    public void Tokens_of_added_tokens_json_count_where_the_configuration_has_none(string config, string text, int[] ids)
    {
        using var folder = SmallTokenizers.Bert(config);
        File.WriteAllText(folder.File("added_tokens.json"), """{"xy": 14}""");

        var tokenizer = TokenizerFiles.Load(folder.FullName);

        Assert.Equal(ids, tokenizer.Encode(text));
    }

    [Theory]
    [InlineData("""{"xy": 5}""", "belongs to 'dog'")]
    [InlineData("""{"dog": 14}""", "the vocabulary gives it 5")]
    [InlineData("""{"xy": -1}""", "an id from 0")]
    [InlineData("""["xy"]""", "object")]
    public void A_faulty_added_tokens_json_is_refused(string json, string fault)
    {
        using var folder = SmallTokenizers.Bert();
        File.WriteAllText(folder.File("added_tokens.json"), json);

        var exception = Assert.Throws<TokenizerException>(() => TokenizerFiles.Load(folder.FullName));

        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalized_added_tokens_are_found_in_the_normalised_text()
    {
        var json = SmallTokenizers.BertJson();
        json["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 14, ["content"] = "\u00C9X", ["normalized"] = true });
        Assert.Equal([2, 9, 14, 9, 3], SmallTokenizers.Load(json).Encode("Aexa"));
    }

    [Fact]
    public void Lines_of_a_vocabulary_may_end_in_cr_lf()
    {
        using var folder = SmallTokenizers.Folder(("vocab.txt", string.Join("\r\n", SmallTokenizers.BertTokens) + "\r\n"));
        var tokenizer = TokenizerFiles.Load(folder.FullName);
        Assert.Equal([2, 5, 7, 3], tokenizer.Encode("dogs"));
        Assert.Equal(SmallTokenizers.BertTokens.Length, tokenizer.VocabularySize);
    }

    [Fact]
    public void An_unknown_folder_is_named()
    {
        var error = Assert.Throws<TokenizerException>(() => TokenizerFiles.Load("/no/such/folder"));
        Assert.Equal("/no/such/folder", error.FilePath);
    }

    [Theory]
    [InlineData("", "has none of a tokenizer's files; tokenizer.json is missing")]
    [InlineData("vocab.json", "has vocab.json; merges.txt is missing")]
    [InlineData("merges.txt,tokenizer_config.json", "has merges.txt, tokenizer_config.json; vocab.json is missing")]
    public void Missing_files_are_named_with_what_is_there_and_what_would_do(string names, string message)
    {
        var files = names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => (name, "{}")).ToArray();
        using var folder = SmallTokenizers.Folder(files);

        var error = Assert.Throws<TokenizerException>(() => TokenizerFiles.Load(folder.FullName));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "A tokenizer loads from tokenizer.json; or, with tokenizer_config.json, from vocab.txt",
            error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model", """{"type": "WordLevel", "vocab": {"a": 0}}""", "The model 'WordLevel' is not implemented")]
    [InlineData("normalizer", """{"type": "Prepend", "prepend": "_"}""", "The normalizer 'Prepend' is not implemented")]
    [InlineData("normalizer", """{"type": "Sequence", "normalizers": [{"type": "ByteLevel"}]}""", "normalizer 'ByteLevel'")]
    [InlineData("normalizer", """{"type": "Replace", "pattern": {"Regex": "a|b"}, "content": ""}""", "pattern 'a|b' of Replace")]
    [InlineData("pre_tokenizer", """{"type": "Digits"}""", "The pre-tokenizer 'Digits' is not implemented")]
    [InlineData("pre_tokenizer", """{"type": "ByteLevel"}""", "The model 'WordPiece' is not implemented behind ByteLevel")]
    [InlineData("pre_tokenizer", """{"type": "Punctuation"}""", "only behind a pre-tokenizer that drops white space")]
    [InlineData("pre_tokenizer", """{"type": "Punctuation", "behavior": "Removed"}""", "pre_tokenizer.behavior")]
    [InlineData("pre_tokenizer", """{"type": "Metaspace", "replacement": "_", "prepend_scheme": "first"}""", "always and never")]
    [InlineData(
        "pre_tokenizer", """{"type": "Sequence", "pretokenizers": [{"type": "ByteLevel"}, {"type": "Whitespace"}]}""",
        "ByteLevel has to be the last")]
    [InlineData("post_processor", """{"type": "Frame"}""", "The post-processor 'Frame' is not implemented")]
    public void What_is_not_implemented_says_so(string part, string json, string message)
    {
        var tokenizer = SmallTokenizers.BertJson();
        tokenizer[part] = JsonNode.Parse(json);
        var error = Assert.Throws<UnsupportedTokenizerException>(() => SmallTokenizers.Load(tokenizer));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dropout", "0.1")]
    [InlineData("byte_fallback", "true")]
    [InlineData("ignore_merges", "true")]
    [InlineData("end_of_word_suffix", "\"@@\"")]
    [InlineData("continuing_subword_prefix", "\"##\"")]
    public void An_option_of_byte_pairs_that_is_not_implemented_says_so(string option, string value)
    {
        var json = SmallTokenizers.RobertaJson(mergesAsPairs: true);
        json["model"]![option] = JsonNode.Parse(value);
        var error = Assert.Throws<UnsupportedTokenizerException>(() => SmallTokenizers.Load(json));
        Assert.Contains($"'model.{option}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_python_class_that_is_not_implemented_says_so()
    {
        using var bert = SmallTokenizers.Bert("""{"tokenizer_class": "BertJapaneseTokenizer"}""");
        using var roberta = SmallTokenizers.Roberta("""{"tokenizer_class": "GPT2Tokenizer"}""");
        Assert.Throws<UnsupportedTokenizerException>(() => TokenizerFiles.Load(bert.FullName));
        Assert.Throws<UnsupportedTokenizerException>(() => TokenizerFiles.Load(roberta.FullName));
    }
}
