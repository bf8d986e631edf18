using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class StsCorrelationTests
{
    [Fact]
    public void Spearman_gives_ties_their_average_rank()
    {
        // Ranks 1, 2, 3, 4.5, 4.5 against 1 to 5: covariance 9.5, squares 9.5 and 10.
        Assert.Equal(9.5 / Math.Sqrt(95), StsCorrelation.Spearman([0.1, 0.2, 0.3, 0.4, 0.4], [1, 2, 3, 4, 5]), 1e-14);
    }

    [Fact]
    public void Pearson_of_a_bent_line_is_less_than_one_but_Spearman_is_one()
    {
        // Means 2 and 14/3; covariance 8, squares 2 and 98/3.
        Assert.Equal(8 / Math.Sqrt(2 * 98 / 3.0), StsCorrelation.Pearson([1, 2, 3], [1, 4, 9]), 1e-14);
        Assert.Equal(1, StsCorrelation.Spearman([1, 2, 3], [1, 4, 9]), 1e-14);
    }

    [Theory]
    [InlineData(new double[] { 1 }, new double[] { 2 })]
    [InlineData(new double[] { 1, 1, 1 }, new double[] { 1, 2, 3 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 0.1, 0.1, 0.1 })]
    [InlineData(new double[] { 1, double.NaN, 3 }, new double[] { 1, 2, 3 })]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 1, 2, double.NaN })]
    public void Without_a_defined_value_both_are_NaN(double[] x, double[] y)
    {
        Assert.Equal(double.NaN, StsCorrelation.Pearson(x, y));
        Assert.Equal(double.NaN, StsCorrelation.Spearman(x, y));
    }

    [Fact]
    public void Laws_hold_for_random_scores()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var count = random.Next(40);
            double[] x = Scores(random, count), y = Scores(random, count);
            var spearman = StsCorrelation.Spearman(x, y);

            Assert.Equal(spearman, StsCorrelation.Spearman([.. x.Select(v => Math.Exp(v) - 7)], y), 1e-12);
            Assert.Equal(-spearman, StsCorrelation.Spearman([.. x.Select(v => -v)], y), 1e-12);
            Assert.Equal(spearman, StsCorrelation.Spearman(y, x), 1e-12);
            Assert.Equal(1, StsCorrelation.Spearman(x, x), 1e-12);
            Assert.Equal(StsCorrelation.Pearson(x, y), StsCorrelation.Pearson([.. x.Select(v => (3 * v) - 2)], y), 1e-10);
        }
    }

    /// <summary>Scores with many ties, but never all the same.</summary>
    private static double[] Scores(Random random, int count) =>
        [0, 5, .. Enumerable.Range(0, count).Select(_ => random.Next(11) / 2.0)];
}
