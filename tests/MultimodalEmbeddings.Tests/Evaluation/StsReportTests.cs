using System.Globalization;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class StsReportTests
{
    private static readonly string[] Papers = ["STS12", "STS13", "STS14", "STS15", "STS16", "STSBenchmark", "SICKRelatedness"];

    // The model card of uds-lsv's mcse-flickr-bert-base-uncased.
    private static readonly double[] Card = [71.63, 82.13, 75.94, 84.63, 77.50, 79.96, 72.12];

    [Fact]
    public void The_average_is_the_papers() => Assert.Equal(77.70, Report(Papers, Card).Average);

    [Fact]
    public void The_average_is_of_rounded_scores() => Assert.Equal(1.01, Report(["a", "b", "c"], [1.006, 1.006, 1.001]).Average);

    [Fact]
    public void It_prints_the_papers_table()
    {
        const string Expected =
            """
                        STS12  STS13  STS14  STS15  STS16  STS-B SICK-R   Avg.
            Spearman    71.63  82.13  75.94  84.63  77.50  79.96  72.12  77.70
            Alignment   0.100  0.200  0.300  0.400  0.500  0.600  0.700  0.400
            Uniformity -3.000 -3.001 -3.002 -3.003 -3.004 -3.005 -3.006 -3.003

            """;

        Assert.Equal(Expected.ReplaceLineEndings("\n"), Report(Papers, Card).ToString());
    }

    [Fact]
    public void It_prints_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var expected = Report(Papers, Card).ToString();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(expected, Report(Papers, Card).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void More_tasks_than_a_line_holds_continue_below()
    {
        string[] names = [.. Enumerable.Range(0, 25).Select(i => $"task-{i}")];
        var lines = Report(names, [.. names.Select(_ => 50.0)]).ToString().Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 79));
        Assert.All(names, name => Assert.Single(lines, line => line.Split(' ').Contains(name)));
        Assert.True(lines.Count(line => line.StartsWith("Spearman", StringComparison.Ordinal)) > 1);
    }

    [Fact]
    public void What_is_not_a_number_is_printed_as_such() =>
        Assert.Contains("NaN", Report(["one pair"], [double.NaN]).ToString(), StringComparison.Ordinal);

    private static StsReport Report(string[] names, double[] scores) => new([.. names.Select((name, i) => new StsTaskResult
    {
        Name = name,
        Spearman = new StsAggregate(scores[i] / 100, 0, 0),
        Pearson = new StsAggregate(0, 0, 0),
        Alignment = new StsMeasure((i + 1) / 10.0, 0),
        Uniformity = new StsMeasure(-3 - (i / 1000.0), 0),
        Subsets = [],
    })]);
}
