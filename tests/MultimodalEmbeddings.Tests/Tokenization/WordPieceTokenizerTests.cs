using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class WordPieceTokenizerTests
{
    private static readonly ITextTokenizer Tokenizer = WordPieceTokenizer.FromVocabulary(SmallTokenizers.BertTokens);

    [Theory]
    [InlineData("", new[] { 2, 3 })]
    [InlineData("Dogs running!", new[] { 2, 5, 7, 6, 8, 10, 3 })]
    [InlineData("a cat", new[] { 2, 9, 1, 3 })]
    [InlineData("a\u4E2Da", new[] { 2, 9, 13, 9, 3 })]
    [InlineData("\u00C9e", new[] { 2, 11, 12, 3 })]
    [InlineData("a[MASK]dog", new[] { 2, 9, 4, 5, 3 })]
    [InlineData("[SEP] [CLS]", new[] { 2, 3, 2, 3 })]
    [InlineData("a [mask]", new[] { 2, 9, 1, 1, 1, 3 })]
    public void A_text_becomes_the_longest_pieces_from_the_left(string text, int[] ids) =>
        Assert.Equal(ids, Tokenizer.Encode(text));

    [Fact]
    public void A_lone_surrogate_counts_as_a_replacement_character_which_cleaning_removes() =>
        Assert.Equal([2, 5, 7, 5, 3], Tokenizer.Encode("do\uD800gs \uDC00dog"));

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void A_word_of_more_than_100_characters_is_unknown(int length, bool isUnknown)
    {
        var word = "a" + string.Concat(Enumerable.Repeat("s", length - 1));
        Assert.Equal(isUnknown, Tokenizer.Encode(word).SequenceEqual([2, 1, 3]));
    }

    [Fact]
    public void The_limit_counts_characters_and_not_utf_16_units()
    {
        string[] tokens = [.. SmallTokenizers.BertTokens, "\U00010428", "##\U00010428"];
        var tokenizer = WordPieceTokenizer.FromVocabulary(tokens);

        Assert.Equal(102, tokenizer.Encode(string.Concat(Enumerable.Repeat("\U00010428", 100))).Length);
        Assert.Equal([2, 1, 3], tokenizer.Encode(string.Concat(Enumerable.Repeat("\U00010428", 101))));
    }

    [Fact]
    public void Without_lower_case_the_case_and_the_accents_stay()
    {
        var tokenizer = WordPieceTokenizer.FromVocabulary([.. SmallTokenizers.BertTokens, "\u00C9"], lowerCase: false);
        Assert.Equal([2, 14, 1, 5, 3], tokenizer.Encode("\u00C9 Dog dog"));
    }

    [Theory]
    [InlineData(2, new[] { 2, 3 })]
    [InlineData(3, new[] { 2, 5, 3 })]
    [InlineData(5, new[] { 2, 5, 7, 6, 3 })]
    [InlineData(100, new[] { 2, 5, 7, 6, 8, 3 })]
    public void A_limit_keeps_the_closing_token(int limit, int[] ids) =>
        Assert.Equal(ids, Tokenizer.Encode("dogs running", limit));

    [Fact]
    public void A_limit_below_two_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.Encode("dog", 1));

    [Fact]
    public void Sizes_are_those_of_the_vocabulary()
    {
        Assert.Equal(SmallTokenizers.BertTokens.Length, Tokenizer.VocabularySize);
        Assert.Equal(0, Tokenizer.PaddingId);
        Assert.Equal(3, WordPieceTokenizer.FromVocabulary(["[CLS]", "[SEP]", "[UNK]", "[PAD]"]).PaddingId);
    }

    [Fact]
    public void A_vocabulary_without_its_special_tokens_is_refused_by_name()
    {
        var error = Assert.Throws<TokenizerException>(() => WordPieceTokenizer.FromVocabulary(["[PAD]", "[CLS]", "dog"]));
        Assert.Contains("lacks [UNK], [SEP]", error.Message, StringComparison.Ordinal);
        Assert.Null(error.FilePath);
    }

    [Fact]
    public void A_doubled_token_is_refused_by_name()
    {
        string[] tokens = [.. SmallTokenizers.BertTokens, "dog"];
        var error = Assert.Throws<TokenizerException>(() => WordPieceTokenizer.FromVocabulary(tokens));
        Assert.Contains("'dog' with the ids 5 and 14", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("do\ng")]
    [InlineData("do\rg")]
    public void A_token_that_a_file_cannot_hold_is_refused(string token)
    {
        string[] tokens = [.. SmallTokenizers.BertTokens, token];
        var error = Assert.Throws<TokenizerException>(() => WordPieceTokenizer.FromVocabulary(tokens));
        Assert.Contains("Token 14", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_with_a_lone_surrogate_is_refused() =>
        Assert.Throws<TokenizerException>(() => WordPieceTokenizer.FromVocabulary([.. SmallTokenizers.BertTokens, "do\uD800g"]));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_saved_vocabulary_loads_as_the_same_tokenizer(bool lowerCase)
    {
        var tokenizer = WordPieceTokenizer.FromVocabulary(SmallTokenizers.BertTokens, lowerCase);
        using var folder = new TemporaryFolder();

        tokenizer.Save(folder.FullName);
        tokenizer.Save(folder.FullName);
        var loaded = TokenizerFiles.Load(folder.FullName);

        Assert.Equal(
            ["special_tokens_map.json", "tokenizer_config.json", "vocab.txt"],
            Directory.GetFiles(folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] texts = ["Dogs running \u00C9!", "a [MASK] \u4E2D"];
        Assert.All(texts, text => Assert.Equal(tokenizer.Encode(text), loaded.Encode(text)));
    }
}
