using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public sealed class TransferSuiteTests : IDisposable
{
    private readonly SmallTransferFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void It_reads_the_eight_tasks()
    {
        var tasks = TransferSuite.Load(_data.Root).Tasks;

        Assert.Equal(["MR", "CR", "SUBJ", "MPQA", "SST2", "SST5", "TREC", "MRPC"], tasks.Select(task => task.Name));
        Assert.Equal([2, 2, 2, 2, 2, 5, 6, 2], tasks.Select(task => task.Classes));
        Assert.Equal([false, false, false, false, false, false, false, true], tasks.Select(task => task.HasPairs));
        Assert.Equal([false, false, false, false, true, true, true, true], tasks.Select(task => task.Test is not null));
        Assert.Equal([false, false, false, false, true, true, false, false], tasks.Select(task => task.Dev is not null));
    }

    [Fact]
    public void Positive_and_objective_files_are_class_1()
    {
        var tasks = TransferSuite.Load(_data.Root, "MR", "SUBJ").Tasks;

        Assert.Equal([new("a good film", 1), new("fine", 1), new("a bad film", 0)], tasks[0].Train);
        Assert.Equal([new("he leaves", 1), new("a gem", 0)], tasks[1].Train);
    }

    [Fact]
    public void Labels_stand_where_each_format_has_them()
    {
        var tasks = TransferSuite.Load(_data.Root, "SST2", "SST5", "TREC", "MRPC").Tasks;

        Assert.Equal([new("dull", 0), new("a joy", 1)], tasks[0].Train);
        Assert.Equal([new("bleak", 0)], tasks[0].Dev!);
        Assert.Equal([new("bright", 1)], tasks[0].Test!);
        Assert.Equal([new("awful", 0), new("bad", 1), new("so so", 2), new("good", 3), new("great", 4)], tasks[1].Train);
        Assert.Equal([0, 1, 2, 3, 4, 5], tasks[2].Train.Select(sample => sample.Label));
        Assert.Equal([new("How far ?", 5)], tasks[2].Test!);
        Assert.Equal([new("A b .", "B a .", 1), new("C", "D", 0)], tasks[3].Train);
    }

    [Fact]
    public void Named_tasks_come_in_the_order_of_their_names_and_need_no_other_files()
    {
        Directory.Delete(_data.File("SST"), recursive: true);

        Assert.Equal(["TREC", "CR"], TransferSuite.Load(_data.Root, "TREC", "CR").Tasks.Select(task => task.Name));
    }

    [Fact]
    public void The_directory_above_downstream_will_do() => Assert.Equal(8, TransferSuite.Load(_data.Above).Tasks.Count);

    [Fact]
    public void Reviews_are_Latin_1_and_end_where_Python_splits_lines()
    {
        // é is one byte; 0x85 and form feed end lines, 0xA0 ends words; an empty line is an empty sentence.
        _data.Write("MR/rt-polarity.pos", [0xE9, 0xA0, (byte)'a', 0x85, (byte)'b', 0x0C, (byte)'\r', (byte)'\n', (byte)'c']);

        var positive = TransferSuite.Load(_data.Root, "MR").Tasks[0].Train.SkipLast(1);
        Assert.Equal(["é a", "b", "", "c"], positive.Select(sample => sample.Sentence));
    }

    [Fact]
    public void Questions_are_Latin_1_too_but_end_at_newlines_only()
    {
        _data.Write("TREC/TREC_10.label", [.. "HUM:ind who"u8, 0x85, 0xE9, .. " ?\r\nLOC:x where : here"u8]);

        Assert.Equal([new("who é ?", 3), new("where : here", 4)], TransferSuite.Load(_data.Root, "TREC").Tasks[0].Test!);
    }

    [Fact]
    public void Sentiments_and_paraphrases_are_UTF_8()
    {
        _data.Write("SST/fine/sentiment-test", "\uFEFF4 crème\u0085brûlée\n");
        _data.Write("MRPC/msr_paraphrase_test.txt", "\uFEFFQuality\t\t\t\t\n0\t1\t2\t\"é\u2028x\t y\n");
        var tasks = TransferSuite.Load(_data.Root, "SST5", "MRPC").Tasks;

        Assert.Equal([new("crème brûlée", 4)], tasks[0].Test!);
        Assert.Equal([new("\"é x", "y", 0)], tasks[1].Test!);
    }

    [Theory]
    [InlineData("MR/rt-polarity.neg", "", 1, "at least one sample")]
    [InlineData("SST/binary/sentiment-dev", "fine \t1\nbleak 0\n", 2, "a sentence, a tab and a label")]
    [InlineData("SST/binary/sentiment-dev", "fine \t2\n", 1, "a sentence, a tab and a label")]
    [InlineData("SST/binary/sentiment-dev", "fine \t1\tmore\n", 1, "a sentence, a tab and a label")]
    [InlineData("SST/binary/sentiment-train", "fine \t1\n\n", 2, "a sentence, a tab and a label")]
    [InlineData("SST/binary/sentiment-train", "fine \t1\n", 1, "samples of all 2 classes")]
    [InlineData("SST/fine/sentiment-test", "5 great\n", 1, "a label from 0 to 4")]
    [InlineData("SST/fine/sentiment-test", "great\n", 1, "a label from 0 to 4")]
    [InlineData("SST/fine/sentiment-test", "", 1, "at least one sample")]
    [InlineData("TREC/TREC_10.label", "HUM:ind who ?\nWHO:ind who ?\n", 2, "a type (ABBR, DESC")]
    [InlineData("TREC/TREC_10.label", "HUM:ind\n", 1, "a type (ABBR, DESC")]
    [InlineData("TREC/TREC_10.label", "HUM ind who\n", 1, "a type (ABBR, DESC")]
    [InlineData("TREC/train_5500.label", "HUM:ind who ?\n", 1, "samples of all 6 classes")]
    [InlineData("MRPC/msr_paraphrase_test.txt", "1\t1\t2\ta\tb\n", 1, "a header line")]
    [InlineData("MRPC/msr_paraphrase_test.txt", "Quality\n", 2, "at least one sample")]
    [InlineData("MRPC/msr_paraphrase_test.txt", "Quality\n1\t1\t2\ta\n", 2, "5 tab columns")]
    public void A_malformed_file_is_refused_with_its_line(string file, string text, int line, string expected)
    {
        _data.Write(file, text);

        var exception = Assert.Throws<TransferFormatException>(() => TransferSuite.Load(_data.Root));

        Assert.Equal((Path.GetFullPath(_data.File(file)), line), (Path.GetFullPath(exception.Path), exception.Line));
        Assert.StartsWith(expected, exception.Expected, StringComparison.Ordinal);
        Assert.Contains($"line {line}: expected {expected}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_named_by_their_line()
    {
        _data.Write("SST/fine/sentiment-test", [.. "4 a\n3 "u8, 0xE9, .. "\n"u8]);

        var exception = Assert.Throws<TransferFormatException>(() => TransferSuite.Load(_data.Root));

        Assert.Equal((2, "UTF-8 text", "bytes that are not at offset 6"), (exception.Line, exception.Expected, exception.Found));
    }

    [Fact]
    public void Damage_gives_samples_or_a_format_exception_and_nothing_else()
    {
        var random = new Random(50);
        string[] files = [.. SmallTransferFolder.Paths];
        for (var trial = 0; trial < 300; trial++)
        {
            var file = files[trial % files.Length];
            var bytes = File.ReadAllBytes(_data.File(file));
            var damaged = bytes[..random.Next(bytes.Length + 1)].ToArray();
            if (damaged.Length > 0)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            _data.Write(file, damaged);
            var exception = Record.Exception(() => TransferSuite.Load(_data.Root));

            Assert.True(exception is null or TransferFormatException, exception?.ToString());
            _data.Write(file, bytes);
        }
    }

    [Fact]
    public void Missing_files_are_all_counted_and_the_message_says_what_is_there_and_what_would_do()
    {
        Directory.Delete(_data.File("SST"), recursive: true);
        File.Delete(_data.File("CR/custrev.pos"));

        var message = Assert.Throws<FileNotFoundException>(() => TransferSuite.Load(_data.Root)).Message;

        Assert.Contains("lacks 7 of the 18 files of MR, CR, SUBJ, MPQA, SST2 and 3 more", message, StringComparison.Ordinal);
        Assert.Contains("CR/custrev.pos", message, StringComparison.Ordinal);
        Assert.Contains("It holds: CR, MPQA, MR, MRPC, SUBJ and 1 more. SentEval's data", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_does_not_exist_is_named()
    {
        var exception = Assert.Throws<DirectoryNotFoundException>(() => TransferSuite.Load("nowhere"));

        Assert.Contains("nowhere", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_tasks_or_comes_twice_is_refused()
    {
        var unknown = Assert.Throws<ArgumentException>(() => TransferSuite.Load(_data.Root, "SST"));

        Assert.Contains("no transfer task SST; there are MR, CR, SUBJ, MPQA, SST2", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TransferSuite.Load(_data.Root, "MR", "MR"));
        Assert.Throws<ArgumentException>(() => TransferSuite.Load(_data.Root, [null!]));
    }

    [Fact]
    public void A_suite_needs_a_task()
    {
        Assert.Throws<ArgumentException>(() => new TransferSuite([]));
        Assert.Throws<ArgumentException>(() => new TransferSuite([null!]));
    }
}
