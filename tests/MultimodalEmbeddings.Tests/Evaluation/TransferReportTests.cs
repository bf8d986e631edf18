using System.Globalization;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class TransferReportTests
{
    private static readonly string[] Names = ["MR", "CR", "SUBJ", "MPQA", "SST2", "SST5", "TREC", "MRPC"];

    // The test accuracies of reference/evaluation's transfer_results.json, setting fast; its dev accuracies below.
    private static readonly double[] Tests = [75.06, 82.07, 91.89, 86.96, 81.55, 41.27, 88.4, 71.71];
    private static readonly double[] Devs = [76.08, 82.98, 92.02, 86.99, 81.19, 42.78, 84.87, 73.55];

    [Fact]
    public void It_prints_an_aligned_table()
    {
        const string Expected =
            """
                             MR    CR  SUBJ  MPQA  SST2  SST5  TREC  MRPC  Avg.
            Dev accuracy  76.08 82.98 92.02 86.99 81.19 42.78 84.87 73.55 77.56
            Test accuracy 75.06 82.07 91.89 86.96 81.55 41.27 88.40 71.71 77.36
            Test F1           -     -     -     -     -     -     - 80.43     -

            """;

        Assert.Equal(Expected.ReplaceLineEndings("\n"), Report(Names, Devs, Tests, f1: 80.43).ToString());
    }

    [Fact]
    public void Without_an_F1_there_is_no_line_for_it() => Assert.Equal(
        "                 MR  Avg.\nDev accuracy  50.00 50.00\nTest accuracy 49.50 49.50\n",
        Report(["MR"], [50], [49.5], f1: null).ToString());

    [Fact]
    public void Averages_are_of_rounded_numbers()
    {
        var report = Report(["a", "b", "c"], [2.006, 2.006, 2.001], [1.006, 1.006, 1.001], f1: null);

        Assert.Equal((2.01, 1.01), (report.DevAverage, report.Average));
    }

    [Fact]
    public void It_prints_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var expected = Report(Names, Devs, Tests, f1: 80.43).ToString();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(expected, Report(Names, Devs, Tests, f1: 80.43).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Of_equal_candidates_the_first_is_the_best()
    {
        var selection = new TransferSelection([new(0.25, 70), new(0.5, 71), new(1, 71), new(2, 69)]);

        Assert.Equal(new TransferCandidate(0.5, 71), selection.Best);
    }

    private static TransferReport Report(string[] names, double[] devs, double[] tests, double? f1) => new(
    [
        .. names.Select((name, i) => new TransferTaskResult
        {
            Name = name,
            DevAccuracy = devs[i],
            TestAccuracy = tests[i],
            F1 = i == names.Length - 1 ? f1 : null,
            Selections = [],
            FitsNotConverged = 0,
        }),
    ]);
}
