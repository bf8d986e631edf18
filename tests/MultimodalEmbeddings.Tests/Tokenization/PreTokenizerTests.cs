using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  a  bc ", "a|bc")]
    [InlineData("don't $5.0", "don|'|t|$|5|.|0")]
    [InlineData("snake_case\u2028end", "snake|_|case|end")]
    [InlineData("a\U0001F600b", "a\U0001F600b")]
    [InlineData("\u00A1hola\u2026", "\u00A1|hola|\u2026")]
    public void Bert_words_end_at_white_space_and_punctuation(string text, string words) =>
        Assert.Equal(words, Words(new BertPreTokenizer(), text));

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
        Assert.Equal(words, Words(new ByteLevelPreTokenizer(), text));

    [Fact]
    public void Byte_level_words_are_those_of_the_regular_expression_where_dotnet_can_run_it()
    {
        var pattern = new Regex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+");
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var text = RandomText(random);
            var expected = string.Join('|', pattern.Matches(text).Select(match => match.Value));
            Assert.Equal(expected, Words(new ByteLevelPreTokenizer(), text));
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

    private static string Words(PreTokenizer splitter, string text)
    {
        var words = splitter.PreTokenize(text).ToArray();
        Assert.Equal(words, splitter.PreTokenize(text.AsSpan()));
        return string.Join('|', words.Select(word => text.Substring(word.Offset, word.Length)));
    }
}
