using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

[Trait(Category.Name, Category.Unit)]
public class LinearScheduleTests
{
    [Theory]
    [InlineData(0, 10, 0, 1)]
    [InlineData(5, 10, 0, 0.5)]
    [InlineData(9, 10, 0, 0.1)]
    [InlineData(0, 10, 4, 0)]
    [InlineData(1, 10, 4, 0.25)]
    [InlineData(4, 10, 4, 1)]
    [InlineData(7, 10, 4, 0.5)]
    [InlineData(3, 4, 4, 0.75)]
    public void The_rate_rises_and_falls_in_straight_lines(int step, int steps, int warmup, double factor) =>
        Assert.Equal(factor, LinearSchedule.Factor(step, steps, warmup), 1e-12);

    [Fact]
    public void The_rate_falls_with_every_step_after_warm_up_and_is_zero_after_the_last()
    {
        var random = new Random(2);
        for (var run = 0; run < 500; run++)
        {
            var steps = random.Next(1, 300);
            var warmup = random.Next(0, steps);
            double[] factors = [.. Enumerable.Range(0, steps + 1).Select(step => LinearSchedule.Factor(step, steps, warmup))];

            Assert.Equal(0, factors[^1]);
            Assert.Equal(1.0 / (steps - warmup), factors[^2], 1e-12);
            Assert.Equal(1, factors[warmup]);
            Assert.All(factors[warmup..].Zip(factors[(warmup + 1)..]), pair => Assert.True(pair.First > pair.Second));
            Assert.All(factors[..warmup].Zip(factors[1..]), pair => Assert.True(pair.First < pair.Second));
        }
    }
}
