using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class BertNormalizerTests
{
    private static readonly BertNormalization Nothing = new()
    {
        CleanText = false,
        SeparateIdeographs = false,
        LowerCase = false,
        StripAccents = false,
    };

    [Theory]
    [InlineData("a\tb\r\nc\u00A0d\u3000e", "a b  c d e")]
    [InlineData("a\u0000b\uFFFDc\u200Dd\u00ADe", "abcde")]
    [InlineData("unassigned \u0378 stays", "unassigned \u0378 stays")]
    public void Cleaning_removes_control_characters_and_makes_white_space_a_space(string text, string expected) =>
        Assert.Equal(expected, new BertNormalizer(Nothing with { CleanText = true }).Normalize(text));

    [Theory]
    [InlineData("a\u4E2D\u6587b", "a \u4E2D  \u6587 b")]
    [InlineData("\U0002B81F", " \U0002B81F ")]
    [InlineData("\U0002B820", "\U0002B820")]
    [InlineData("\u3042\uAC00\u0E01", "\u3042\uAC00\u0E01")]
    public void Ideographs_are_set_off_but_not_the_block_that_the_original_misses(string text, string expected) =>
        Assert.Equal(expected, new BertNormalizer(Nothing with { SeparateIdeographs = true }).Normalize(text));

    [Theory]
    [InlineData("\u00C9COLE", "\u00E9cole")]
    [InlineData("\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C3")]
    [InlineData("\u0130", "i\u0307")]
    [InlineData("\u0100\u0101\u0102", "\u0101\u0101\u0103")]
    [InlineData("\U00010400", "\U00010428")]
    public void Lower_case_goes_character_by_character(string text, string expected) =>
        Assert.Equal(expected, new BertNormalizer(Nothing with { LowerCase = true }).Normalize(text));

    [Theory]
    [InlineData("\u00C9cole e\u0301", "Ecole e")]
    [InlineData("\uAC00", "\u1100\u1161")]
    [InlineData("x\u1ABFy", "x\u1ABFy")]
    public void Accents_go_but_marks_that_are_newer_than_the_original_stay(string text, string expected) =>
        Assert.Equal(expected, new BertNormalizer(Nothing with { StripAccents = true }).Normalize(text));

    [Fact]
    public void Accents_go_before_the_case_does() =>
        Assert.Equal("i", new BertNormalizer(Nothing with { LowerCase = true, StripAccents = true }).Normalize("\u0130"));

    [Fact]
    public void The_defaults_are_those_of_the_uncased_models() =>
        Assert.Equal("ecole  \u4E2D ", new BertNormalizer(new BertNormalization()).Normalize("\u00C9COLE\t\u4E2D\u0007"));

    [Fact]
    public void Printable_ascii_takes_a_short_cut_to_the_same_result()
    {
        var ascii = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));
        foreach (var lowerCase in new[] { false, true })
        {
            var normalizer = new BertNormalizer(new BertNormalization { LowerCase = lowerCase, StripAccents = lowerCase });
            Assert.Equal(normalizer.Normalize(ascii + "\u3042"), normalizer.Normalize(ascii) + "\u3042");
        }
    }
}
