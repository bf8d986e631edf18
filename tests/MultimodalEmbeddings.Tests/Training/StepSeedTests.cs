using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class StepSeedTests
{
    [Fact]
    public void Seeds_and_steps_that_differ_draw_other_numbers()
    {
        var places =
            from seed in new[] { int.MinValue, -1, 0, 1, 42, 43, int.MaxValue }
            from step in Enumerable.Range(0, 200)
            select StepSeed.Of(seed, step) & uint.MaxValue; // as much as the generator takes

        Assert.Equal(7 * 200, places.Distinct().Count());
    }

    [Fact]
    public void What_was_drawn_before_changes_nothing()
    {
        var first = Draw(seed: 3, step: 8);
        rand(5).Dispose();

        Assert.Equal(first, Draw(seed: 3, step: 8));
        Assert.NotEqual(first, Draw(seed: 3, step: 9));
        Assert.NotEqual(first, Draw(seed: 4, step: 8));
    }

    private static float[] Draw(int seed, int step)
    {
        StepSeed.Set(seed, step);
        using var drawn = rand(6);
        return drawn.data<float>().ToArray();
    }
}
