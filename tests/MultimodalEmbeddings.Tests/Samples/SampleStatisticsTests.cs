using MultimodalEmbeddings.Tests.Support;
using ReproduceMcse;

namespace MultimodalEmbeddings.Tests.Samples;

[Trait(Category.Name, Category.Unit)]
public class SampleStatisticsTests
{
    [Fact]
    public void Mean_and_standard_error_of_four_numbers()
    {
        var sample = new Sample([1, 2, 3, 6]); // mean 3; squares 4 + 1 + 0 + 9 = 14; √(14 / 3 / 4)

        Assert.Equal(3, sample.Mean);
        Assert.Equal(Math.Sqrt(14.0 / 12), sample.StandardError, 1e-15);
        Assert.Equal(4, sample.Count);
    }

    [Fact]
    public void One_number_has_no_standard_error_and_none_has_no_mean()
    {
        Assert.True(double.IsNaN(new Sample([5]).StandardError));
        Assert.Equal(5, new Sample([5]).Mean);
        Assert.True(double.IsNaN(new Sample([]).Mean));
    }

    [Fact]
    public void Paired_differences_are_taken_seed_by_seed_over_the_seeds_in_common()
    {
        var first = new Dictionary<int, double> { [0] = 10, [1] = 21, [2] = 32, [7] = 99 };
        var second = new Dictionary<int, double> { [2] = 29, [1] = 19, [0] = 9, [8] = 0 };

        var differences = Sample.Differences(first, second); // 1, 2, 3

        Assert.Equal(3, differences.Count);
        Assert.Equal(2, differences.Mean);
        Assert.Equal(1 / Math.Sqrt(3), differences.StandardError, 1e-15);
    }

    [Fact]
    public void What_all_seeds_share_does_not_change_a_paired_difference()
    {
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var first = Enumerable.Range(0, 5).ToDictionary(seed => seed, _ => random.NextDouble());
            var second = Enumerable.Range(0, 5).ToDictionary(seed => seed, _ => random.NextDouble());
            var shift = Enumerable.Range(0, 5).Select(_ => random.NextDouble() * 10).ToArray();

            var plain = Sample.Differences(first, second);
            var moved = Sample.Differences(Moved(first, shift), Moved(second, shift));

            Assert.Equal(plain.Mean, moved.Mean, 1e-12);
            Assert.Equal(plain.StandardError, moved.StandardError, 1e-12);
        }

        static Dictionary<int, double> Moved(Dictionary<int, double> values, double[] shift) =>
            values.ToDictionary(pair => pair.Key, pair => pair.Value + shift[pair.Key]);
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(2.8, true)] // two standard errors of the difference of two means, each with a standard error of 1, are 2 √2
    [InlineData(-2.8, true)]
    [InlineData(2.9, false)]
    [InlineData(-2.9, false)]
    public void Two_standard_errors_of_the_difference_decide(double distance, bool isWithin)
    {
        var comparison = new Comparison(
            Quantity.All[0], new Sample([50 + distance - 1, 50 + distance + 1]), new Sample([49, 51]));

        Assert.Equal(distance, comparison.Difference, 1e-12);
        Assert.Equal(2 * Math.Sqrt(2), comparison.Allowed, 1e-12);
        Assert.Equal(isWithin, comparison.IsWithin);
    }

    [Fact]
    public void One_run_is_not_judged() =>
        Assert.Null(new Comparison(Quantity.All[0], new Sample([50]), new Sample([49, 51])).IsWithin);

    [Fact]
    public void The_originals_runs_give_what_its_page_reports()
    {
        var results = new Results([], RunFile.Original());

        var simCse = results.Of(Arm.SimCse).ToDictionary(row => row.Quantity.Name, row => row.Quantity.Print(row.Original));
        var gain = results.Of(Arm.Mcse, Arm.SimCse).ToDictionary(row => row.Quantity.Name, row => row.Quantity.Print(row.Original, true));

        Assert.Equal("77.74 ± 0.10", simCse["STS-B"]);
        Assert.Equal("-2.492 ± 0.016", simCse["uniformity"]);
        Assert.Equal("+1.34 ± 0.08", gain["STS-B"]);
        Assert.Equal("+0.26 ± 0.05", gain["Avg"]);
    }
}
