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
}
