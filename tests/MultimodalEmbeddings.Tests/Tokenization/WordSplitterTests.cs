using System.Text;
using System.Text.RegularExpressions;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class WordSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  a  bc ", "a|bc")]
    [InlineData("don't $5.0", "don|'|t|$|5|.|0")]
    [InlineData("snake_case\u2028end", "snake|_|case|end")]
    [InlineData("a\U0001F600b", "a\U0001F600b")]
    [InlineData("\u00A1hola\u2026", "\u00A1|hola|\u2026")]
    public void Bert_words_end_at_white_space_and_punctuation(string text, string words) =>
        Assert.Equal(words, Words(ClassSplitter.Bert, text));

    [Theory]
    [InlineData(" a,b\u0085c\u200Bd ", "a,b|c\u200Bd", "a|,|b|c|\u200B|d")]
    [InlineData("it's _x_ 5\u00BD\u0301", "it's|_x_|5\u00BD\u0301", "it|'|s|_x_|5|\u00BD|\u0301")]
    [InlineData("\U0001F600\U0001F600 \U00010400a", "\U0001F600\U0001F600|\U00010400a", "\U0001F600\U0001F600|\U00010400a")]
    public void White_space_separates_and_kinds_of_characters_may(string text, string byWhiteSpace, string byKind)
    {
        Assert.Equal(byWhiteSpace, Words(ClassSplitter.WhiteSpace, text));
        Assert.Equal(byKind, Words(new RunSplitter(), text));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a b", "_a|_b")]
    [InlineData(" a  b ", "_a|_|_b|_")]
    [InlineData("_a_b", "_a|_b")]
    [InlineData("a\tb", "_a\tb")]
    public void A_marked_space_begins_a_word(string text, string words)
    {
        Assert.Equal(words, Words(new MetaspaceSplitter { Replacement = '_' }, text));
        Assert.Equal(
            words.Replace("|", "", StringComparison.Ordinal),
            Words(new MetaspaceSplitter { Replacement = '_', CutsAtSpaces = false }, text));
    }

    [Fact]
    public void A_marked_space_is_not_added_where_none_is_asked_for() =>
        Assert.Equal("a|_b", Words(new MetaspaceSplitter { Replacement = '_', AddPrefix = false }, "a b"));

    [Fact]
    public void A_sequence_cuts_the_words_of_the_one_before()
    {
        var marked = new SplitterSequence(ClassSplitter.WhiteSpace, new MetaspaceSplitter { Replacement = '_' });
        Assert.Equal("_a_b|_c".Replace("_b", "|_b", StringComparison.Ordinal), Words(marked, " a_b\u3000 c "));
        Assert.Equal("a|!|!|b", Words(new SplitterSequence(ClassSplitter.WhiteSpace, ClassSplitter.Punctuation), "a!! b"));
    }

    [Fact]
    public void Splitting_stops_where_no_more_words_are_wanted()
    {
        IWordSplitter[] splitters =
        [
            ClassSplitter.Bert, ClassSplitter.WhiteSpace, ClassSplitter.Punctuation, new RunSplitter(), new MetaspaceSplitter(),
            new ByteLevelSplitter(), ClipSplitter.WithSpecials, new SplitterSequence(ClassSplitter.WhiteSpace, new MetaspaceSplitter()),
        ];
        Assert.All(splitters, splitter =>
        {
            var left = 3;
            Assert.False(splitter.Split("a, b, c, d, e, f", _ => --left > 0));
            Assert.Equal(0, left);
        });
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Hello world", "Hello| world")]
    [InlineData("I'll we've it's 'tis don'T", "I|'ll| we|'ve| it|'s| '|tis| don|'|T")]
    [InlineData("a   b", "a|  | b")]
    [InlineData("a  \n b ", "a|  \n| b| ")]
    [InlineData("  ", "  ")]
    [InlineData("x\t\ty", "x|\t|\t|y")]
    [InlineData("12ab!?", "12|ab|!?")]
    [InlineData("!'s", "!'|s")]
    [InlineData("\U00010400\U00010428x", "\U00010400\U00010428x")]
    public void Byte_level_words_follow_the_pattern(string text, string words) =>
        Assert.Equal(words, Words(new ByteLevelSplitter(), text));

    [Fact]
    public void Byte_level_words_are_those_of_the_regular_expression_where_dotnet_can_run_it()
    {
        var pattern = new Regex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+");
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var text = RandomText(random);
            var expected = string.Join('|', pattern.Matches(text).Select(match => match.Value));
            Assert.Equal(expected, Words(new ByteLevelSplitter(), text));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  a  bc ", "a_bc")]
    [InlineData("i'll we've it's 'tis don'T", "i_'ll_we_'ve_it_'s_'t_is_don_'_T")]
    [InlineData("12ab\u00BD\u0663!?", "1_2_ab_\u00BD_\u0663_!?")]
    [InlineData("!'s a''t", "!'_s_a_''_t")]
    [InlineData("a\u0085b\u001Cc", "a_b_\u001C_c")]
    [InlineData("\U00010400\U00010428x \U0001D7D8\U0001D7D9\U0001F600", "\U00010400\U00010428x_\U0001D7D8_\U0001D7D9_\U0001F600")]
    [InlineData("<|endoftext|>!<|startoftext|>'s", "<|endoftext|>_!<|_startoftext_|>'_s")]
    [InlineData("<|startoftext|><|endoftext|", "<|startoftext|>_<|_endoftext_|")]
    public void Clip_words_follow_the_pattern(string text, string words) =>
        Assert.Equal(words, string.Join('_', ClipSplitter.WithSpecials.Words(text)));

    [Theory]
    [InlineData(@"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")]
    [InlineData(@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+")]
    public void Clip_words_are_those_of_the_regular_expression_where_dotnet_can_run_it(string expression)
    {
        var pattern = new Regex(expression);
        var splitter = ClipSplitter.Parse(expression)!;
        var random = new Random(19);
        for (var round = 0; round < 20_000; round++)
        {
            var special = random.Next(2) == 0 ? "<|startoftext|>" : "<|endoftext|>";
            var text = RandomText(random) + special + RandomText(random) + special[random.Next(3)..];
            Assert.Equal(pattern.Matches(text).Select(match => match.Value), splitter.Words(text));
        }
    }

    private static string RandomText(Random random)
    {
        const string Alphabet = "'''stremvldTS  \t\n\u00A0\u3000\u0085ab\u00E9\u4E2D09\u0663.,!-";
        var output = new StringBuilder();
        for (var i = random.Next(0, 15); i > 0; i--)
        {
            output.Append(Alphabet[random.Next(Alphabet.Length)]);
        }

        return output.ToString();
    }

    private static string Words(IWordSplitter splitter, string text) => string.Join('|', splitter.Words(text));
}
