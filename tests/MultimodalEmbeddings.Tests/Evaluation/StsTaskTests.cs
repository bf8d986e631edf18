using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class StsTaskTests
{
    private const string Row = "main-news\tMSRpar\t2012\t0001\t4.200\t\"A cat sat.\t It 's  a \u2028 \"dog\" ";

    [Fact]
    public void Own_pairs_are_one_subset()
    {
        var task = new StsTask("mine", [new StsPair("a", "b", 1)]);

        Assert.Equal("mine", Assert.Single(task.Subsets).Name);
        Assert.Equal([new StsPair("a", "b", 1)], task.Subsets[0].Pairs);
    }

    [Fact]
    public void Later_changes_of_a_callers_list_do_not_reach_the_task()
    {
        var pairs = new List<StsPair> { new("a", "b", 1) };
        var task = new StsTask("mine", pairs);
        pairs.Clear();

        Assert.Single(task.Subsets[0].Pairs);
    }

    [Fact]
    public void What_cannot_be_evaluated_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>(() => new StsTask(" ", [new StsPair("a", "b", 1)]));
        Assert.Throws<ArgumentException>(() => new StsTask("mine", Array.Empty<StsSubset>()));
        Assert.Contains("part of task mine", Refusal(new StsSubset("part", [])), StringComparison.Ordinal);
        Assert.Contains("Pair 1", Refusal(new StsSubset("part", [new("a", "b", 1), null!])), StringComparison.Ordinal);
        Assert.Contains("Pair 0", Refusal(new StsSubset("part", [new("a", null!, 1)])), StringComparison.Ordinal);
        Assert.Contains("NaN", Refusal(new StsSubset("part", [new("a", "b", double.NaN)])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\tlicence of a\tlicence of b")]
    [InlineData("\t\t")]
    public void A_benchmark_line_has_seven_columns_or_nine(string more)
    {
        var task = Load($"{Row}{more}\r\n{Row}");

        Assert.Equal("sts-dev", task.Name);
        Assert.Equal(Enumerable.Repeat(new StsPair("\"A cat sat.", "It 's a \"dog\"", 4.2), 2), task.Subsets[0].Pairs);
    }

    [Fact]
    public void A_sentence_may_be_empty() =>
        Assert.Equal([new StsPair("", "", 5)], Load("g\tf\ty\ti\t5.\t\t \n").Subsets[0].Pairs);

    [Theory]
    [InlineData("", 1, "at least one pair", "the end of the file")]
    [InlineData(Row + "\n\n" + Row, 2, "7 to 9 tab columns", "1: ''")]
    [InlineData(Row + "\ng\tf\ty\ti\t5\ta", 2, "7 to 9 tab columns", "6: 'g\tf\ty\ti\t5\ta'")]
    [InlineData("1\t2\t3\t4\t5\t6\t7\t8\t9\t10", 1, "7 to 9 tab columns", "10: '1\t2\t3\t4\t5\t6\t7\t8\t9\t10'")]
    [InlineData("g\tf\ty\ti\thigh\ta\tb", 1, "a number in column 5", "'high'")]
    [InlineData("g\tf\ty\ti\t\ta\tb", 1, "a number in column 5", "''")]
    public void A_malformed_benchmark_line_is_refused_with_its_number(string text, int line, string expected, string found)
    {
        var exception = Assert.Throws<StsFormatException>(() => Load(text));

        Assert.Equal((line, expected, found), (exception.Line, exception.Expected, exception.Found));
        Assert.Equal($"{exception.Path}, line {line}: expected {expected}, found {found}.", exception.Message);
        Assert.Equal("sts-dev.csv", Path.GetFileName(exception.Path));
    }

    [Fact]
    public void A_message_quotes_no_more_of_a_long_line_than_it_needs()
    {
        var exception = Assert.Throws<StsFormatException>(() => Load(new string('x', 100_000)));

        Assert.EndsWith("xxx...' (100000 characters)", exception.Found, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 0, 500);
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains(
        "nowhere.csv",
        Assert.Throws<FileNotFoundException>(() => StsTask.LoadBenchmark("nowhere.csv")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Damage_gives_pairs_or_a_format_exception_and_nothing_else()
    {
        var random = new Random(9);
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{Row}\n{Row}\tl\tm\n");
        using var folder = new TemporaryFolder();
        for (var trial = 0; trial < 300; trial++)
        {
            var damaged = bytes[..random.Next(bytes.Length + 1)].ToArray();
            var hits = damaged.Length == 0 ? 0 : random.Next(4);
            for (var hit = 0; hit < hits; hit++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(folder.File("damaged.csv"), damaged);
            var exception = Record.Exception(() => StsTask.LoadBenchmark(folder.File("damaged.csv")));

            Assert.True(exception is null or StsFormatException, exception?.ToString());
        }
    }

    private static string Refusal(StsSubset subset) =>
        Assert.Throws<ArgumentException>(() => new StsTask("mine", [subset])).Message;

    private static StsTask Load(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("sts-dev.csv"), text);
        return StsTask.LoadBenchmark(folder.File("sts-dev.csv"));
    }
}
