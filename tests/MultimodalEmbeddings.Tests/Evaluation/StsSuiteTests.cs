using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public sealed class StsSuiteTests : IDisposable
{
    private readonly SmallSentEval _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void It_reads_the_seven_tasks_of_the_papers_in_their_order()
    {
        var suite = StsSuite.Load(_data.Root);

        string[] names = ["STS12", "STS13", "STS14", "STS15", "STS16", "STSBenchmark", "SICKRelatedness"];
        StsPair[] pairs = [new("a cat", "a dog", 4.5), new("cat", "two dogs", 1)];
        Assert.Equal(names, suite.Tasks.Select(task => task.Name));
        Assert.Equal(["FNWN", "headlines", "OnWN"], suite.Tasks[1].Subsets.Select(subset => subset.Name));
        Assert.Equal([new("a cat", "a dog", 4.5), new("STS13 cat", "headlines cat", 1)], suite.Tasks[1].Subsets[1].Pairs);
        Assert.All(suite.Tasks.TakeLast(2), task => Assert.Equal("test", Assert.Single(task.Subsets).Name));
        Assert.All(suite.Tasks.TakeLast(2), task => Assert.Equal(pairs, task.Subsets[0].Pairs));
    }

    [Fact]
    public void The_directory_above_downstream_will_do() => Assert.Equal(7, StsSuite.Load(_data.Above).Tasks.Count);

    [Fact]
    public void Only_STS12_to_STS16_form_their_batches_by_length()
    {
        var byLength = StsSuite.Load(_data.Root).Tasks.Where(task => task.BatchesByLength);

        Assert.Equal(["STS12", "STS13", "STS14", "STS15", "STS16"], byLength.Select(task => task.Name));
    }

    [Fact]
    public void An_empty_gold_line_drops_its_pair_and_source_columns_are_passed_over()
    {
        _data.Write(SmallSentEval.Input("STS16", "headlines"), "a\tb\tfrom\tfrom\n  c  d \t\tfrom\tfrom\ne\tf\tfrom\tfrom");
        _data.Write(SmallSentEval.Gold("STS16", "headlines"), "\n 3. \n\n");

        Assert.Equal([new StsPair("c d", "", 3)], StsSuite.Load(_data.Root).Tasks[4].Subsets[1].Pairs);
    }

    [Theory]
    [InlineData("a\tb\nc\td\n", "1\n2\n3\n", 3, "2 lines, as many as", "3")]
    [InlineData("a\tb\nc\td\n", "1", 2, "2 lines, as many as", "1")]
    [InlineData("a\tb\nc\td\n", "\n\n", 1, "at least one score", "2 empty lines")]
    [InlineData("", "", 1, "at least one score", "0 empty lines")]
    [InlineData("a\tb\nc\n", "1\n2\n", 2, "2 or 4 tab columns", "1: 'c'")]
    [InlineData("a\tb\tc\nc\td\n", "1\n2\n", 1, "2 or 4 tab columns", "3: 'a\tb\tc'")]
    [InlineData("a\tb\nc\td\n", "1\n \n", 2, "a number or an empty line", "' '")]
    [InlineData("a\tb\nc\td\n", "1\nNaN\n", 2, "a number or an empty line", "'NaN'")]
    public void A_malformed_subset_is_refused_with_its_line(string input, string gold, int line, string expected, string found)
    {
        _data.Write(SmallSentEval.Input("STS14", "images"), input);
        _data.Write(SmallSentEval.Gold("STS14", "images"), gold);

        var exception = Assert.Throws<StsFormatException>(() => StsSuite.Load(_data.Root));

        Assert.Equal((line, found), (exception.Line, exception.Found));
        Assert.StartsWith(expected, exception.Expected, StringComparison.Ordinal);
        Assert.Contains("images.txt", exception.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1\ta\tb\t4.5\tNEUTRAL\n", 1, "a header line")]
    [InlineData("pair_ID\tsentence_A\tsentence_B\tscore\tlabel\n", 2, "at least one pair")]
    [InlineData("", 1, "at least one pair")]
    [InlineData("header\n1\ta\tb\t4.5\tN\tmore\n", 2, "4 to 5 tab columns")]
    [InlineData("header\n1\ta\tb\tNEUTRAL\t4.5\n", 2, "a number in column 4")]
    public void A_malformed_SICK_file_is_refused_with_its_line(string text, int line, string expected)
    {
        _data.Write("SICK/SICK_test_annotated.txt", text);

        var exception = Assert.Throws<StsFormatException>(() => StsSuite.Load(_data.Root));

        Assert.Equal((line, expected), (exception.Line, exception.Expected));
    }

    [Fact]
    public void Damage_gives_pairs_or_a_format_exception_and_nothing_else()
    {
        var random = new Random(12);
        string[] files =
        [
            SmallSentEval.Input("STS12", "MSRvid"), SmallSentEval.Gold("STS12", "MSRvid"), "SICK/SICK_test_annotated.txt",
        ];
        for (var trial = 0; trial < 100; trial++)
        {
            var file = _data.File(files[trial % files.Length]);
            var bytes = File.ReadAllBytes(file);
            var damaged = bytes[..random.Next(1, bytes.Length + 1)].ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(file, damaged);

            var exception = Record.Exception(() => StsSuite.Load(_data.Root));

            Assert.True(exception is null or StsFormatException, exception?.ToString());
            File.WriteAllBytes(file, bytes);
        }
    }

    [Fact]
    public void Missing_files_are_all_counted_and_the_message_says_what_is_there_and_what_would_do()
    {
        Directory.Delete(_data.File("SICK"), recursive: true);
        File.Delete(_data.File(SmallSentEval.Gold("STS12", "MSRvid")));

        var exception = Assert.Throws<FileNotFoundException>(() => StsSuite.Load(_data.Root));

        Assert.Contains("lacks 2 of the 50 files", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("STS", "STS12-en-test", "STS.gs.MSRvid.txt"), exception.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("SICK", "SICK_test_annotated.txt"), exception.Message, StringComparison.Ordinal);
        Assert.Contains("It holds: STS.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("data/downstream will do", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unrelated_directory_is_refused_with_a_short_message()
    {
        using var empty = new TemporaryFolder();

        var exception = Assert.Throws<FileNotFoundException>(() => StsSuite.Load(empty.FullName));

        Assert.Contains("and 45 more. It holds: nothing.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_named() => Assert.Contains(
        "nowhere", Assert.Throws<DirectoryNotFoundException>(() => StsSuite.Load("nowhere")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_suite_needs_a_task()
    {
        Assert.Throws<ArgumentException>(() => new StsSuite([]));
        Assert.Throws<ArgumentException>(() => new StsSuite([null!]));
    }
}
