using System.Globalization;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class RetrievalReportTests
{
    private static readonly RetrievalReport Report = new(
        new RetrievalMeasures([1, 3, 7, 12000], 0.5), new RetrievalMeasures([1, 11, 2], 0.98765));

    [Fact]
    public void It_prints_a_line_per_direction()
    {
        const string Expected =
            """
                            R@1   R@5  R@10   MRR nDCG@10 Median   Mean
            Text to image 25.00 50.00 75.00 36.91   50.00    5.0 3002.8
            Image to text 33.33 66.67 66.67 53.03   98.77    2.0    4.7

            """;

        Assert.Equal(Expected.ReplaceLineEndings("\n"), Report.ToString());
    }

    [Fact]
    public void It_prints_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var expected = Report.ToString();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(expected, Report.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void The_longest_table_is_narrower_than_a_terminal()
    {
        var measures = new RetrievalMeasures([int.MaxValue, int.MaxValue], 1);

        Assert.Equal(int.MaxValue, measures.MedianRank);
        Assert.All(new RetrievalReport(measures, measures).ToString().Split('\n'), line => Assert.InRange(line.Length, 0, 79));
    }
}
