using System.Globalization;
using System.Xml.Linq;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

[Trait(Category.Name, Category.Unit)]
public class TrainingReportChartTests
{
    public static TheoryData<double, double, string> Axes() => new()
    {
        { 0, 200, "0 50 100 150 200" },
        { 83.2, 84.9, "83.0 83.5 84.0 84.5 85.0" },
        { 0, 0.0031, "0.000 0.001 0.002 0.003 0.004" },
        { 70, 70, "70 72" },
        { 0, 12345, "0 5,000 10,000 15,000" },
        { -1.5, 1.5, "-2 -1 0 1 2" },
    };

    [Theory]
    [MemberData(nameof(Axes))]
    public void Ticks_are_round_numbers_around_the_values(double low, double high, string labels)
    {
        var axis = new TrainingReportAxis(low, high, intervals: 5);

        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(axis.Label)));
    }

    [Fact]
    public void Every_axis_holds_its_values_and_few_ticks()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7));
            var high = low + (random.NextDouble() * Math.Pow(10, random.Next(-6, 7)));
            var intervals = random.Next(3, 10);

            var axis = new TrainingReportAxis(low, high, intervals);

            Assert.InRange(axis.Place(low), -1e-9, 1);
            Assert.InRange(axis.Place(high), 0, 1 + 1e-9);
            Assert.InRange(axis.Ticks.Count(), 2, intervals + 2);
            Assert.Equal(axis.Ticks.Count(), axis.Ticks.Select(axis.Label).Distinct().Count());
        }
    }

    [Fact]
    public void A_long_run_makes_a_small_chart_inside_its_frame()
    {
        var random = new Random(3);
        TrainingProgress[] history =
        [
            .. Enumerable.Range(1, 50_000).Select(step => new TrainingProgress(
                step, 50_000, 1.0 / step, step % 4 == 0 ? 3 + random.NextDouble() : null, 3e-5, 1, 100, step % 125 == 0 ? 80 : null, 80)),
        ];

        var text = TrainingReportChart.Draw(new TrainingResult(50_000, 125, 80, TimeSpan.Zero, history) { Setup = NoSetup });

        Assert.InRange(text.Length, 1000, 60_000);
        Assert.All(Coordinates(XDocument.Parse(text)), point =>
        {
            Assert.InRange(point.X, TrainingReportPanel.Left, TrainingReportPanel.Right);
            Assert.InRange(point.Y, 0, 700);
        });
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_left_out()
    {
        TrainingProgress[] history = [new(1, 1, 0.5, null, 3e-5, 1, 100, double.NaN, null)];

        var text = TrainingReportChart.Draw(new TrainingResult(1, null, null, TimeSpan.Zero, history) { Setup = NoSetup });

        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Spearman", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_is_taken_over_the_last_points()
    {
        var points = Enumerable.Range(1, 40).Select(step => ((double)step, (double)step)).ToArray();
        var course = new TrainingReportCourse("", "", points) { IsSparse = false };

        Assert.Equal(2, course.Window);
        Assert.Equal([(1, 1), (2, 1.5), (3, 2.5)], course.Smoothed().Points.Take(3));
    }

    private static TrainingSetup NoSetup => new() { Options = new TrainingOptions(), Sentences = 0 };

    private static IEnumerable<(double X, double Y)> Coordinates(XDocument svg) =>
        from line in svg.Descendants().Attributes("points")
        from point in line.Value.Split(' ')
        let numbers = point.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()
        select (numbers[0], numbers[1]);
}
