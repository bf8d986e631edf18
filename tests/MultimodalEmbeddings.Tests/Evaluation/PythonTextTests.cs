using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class PythonTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t ", "")]
    [InlineData("  a  cat\u00a0sat\u3000", "a cat sat")]
    [InlineData("a\u001cb\u001db\u001ec\u001fd\u0085e\u2028f\u2029g\u205fh", "a b b c d e f g h")]
    [InlineData("zero\u200bwidth soft\u00adhyphen\ufeff", "zero\u200bwidth soft\u00adhyphen\ufeff")]
    public void Words_are_what_Python_splits(string text, string joined)
    {
        Assert.Equal(joined, PythonText.JoinWords(text));
        Assert.Equal(joined.Length == 0 ? 0 : joined.Split(' ').Length, PythonText.CountWords(text));
    }

    [Theory]
    [InlineData("4", 4)]
    [InlineData("5.", 5)]
    [InlineData(".5", 0.5)]
    [InlineData("1.25e0", 1.25)]
    [InlineData("\u001f+3.0\u00a0", 3)]
    [InlineData("-1E-2", -0.01)]
    public void Numbers_are_what_Python_reads(string text, double number)
    {
        Assert.True(PythonText.TryParseNumber(text, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("4,5")]
    [InlineData("1,000")]
    [InlineData("4 5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0x10")]
    [InlineData("NEUTRAL")]
    public void Anything_else_is_no_score(string text) => Assert.False(PythonText.TryParseNumber(text, out _));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("\n\n", new[] { "", "" })]
    [InlineData("a\r\nb\rc\n\r\nd", new[] { "a", "b", "c", "", "d" })]
    public void Both_kinds_of_lines_end_at_line_feeds_and_carriage_returns(string text, string[] lines)
    {
        Assert.Equal(lines, Written(text, PythonText.ReadLines));
        Assert.Equal(lines, Written(text, PythonText.ReadSplitLines));
    }

    [Theory]
    [InlineData('\v')]
    [InlineData('\f')]
    [InlineData('\u001c')]
    [InlineData('\u001d')]
    [InlineData('\u001e')]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    public void Other_separators_end_only_split_lines(char separator)
    {
        Assert.Equal([$"a{separator}b"], Written($"a{separator}b\n", PythonText.ReadLines));
        Assert.Equal(["a", "b"], Written($"a{separator}b{separator}", PythonText.ReadSplitLines));
    }

    [Fact]
    public void The_unit_separator_ends_no_line() => Assert.Equal(["a\u001fb"], Written("a\u001fb", PythonText.ReadSplitLines));

    [Fact]
    public void A_byte_order_mark_is_not_text() => Assert.Equal(["a"], Written("\ufeffa", PythonText.ReadLines));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_line()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("latin1.txt");
        File.WriteAllBytes(path, "a\nb\n\u00e9 c\n"u8.ToArray().Where(b => b != 0xc3).ToArray());

        var exception = Assert.Throws<StsFormatException>(() => PythonText.ReadLines(path));

        Assert.Equal(3, exception.Line);
        Assert.StartsWith($"{path}, line 3: expected UTF-8 text, found", exception.Message, StringComparison.Ordinal);
    }

    private static List<string> Written(string text, Func<string, List<string>> read)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.txt"), text);
        return read(folder.File("text.txt"));
    }
}
