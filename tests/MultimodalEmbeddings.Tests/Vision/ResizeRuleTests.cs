using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class ResizeRuleTests
{
    [Theory]
    [InlineData(299, 200, 382, 256)]   // 256 * 299 / 200 = 382.72
    [InlineData(166, 329, 256, 507)]   // 256 * 329 / 166 = 507.37
    [InlineData(100, 100, 256, 256)]
    [InlineData(256, 300, 256, 300)]
    [InlineData(1, 33, 256, 8448)]
    [InlineData(int.MaxValue, 1, 256L * int.MaxValue, 256)]
    public void The_longer_side_is_truncated(int width, int height, long resizedWidth, long resizedHeight) =>
        Assert.Equal(new PixelSize(resizedWidth, resizedHeight), new ShortestEdge(256).SizeOf(width, height));

    [Fact]
    public void No_picture_becomes_smaller_than_the_rule_says()
    {
        var random = new Random(9);
        for (var i = 0; i < 2000; i++)
        {
            var (width, height) = (random.Next(1, 1 << random.Next(1, 30)), random.Next(1, 1 << random.Next(1, 30)));
            var rule = new ShortestEdge(random.Next(1, 2048));

            var size = rule.SizeOf(width, height);

            Assert.Equal(rule.Length, Math.Min(size.Width, size.Height));
            Assert.Equal(new PixelSize(size.Height, size.Width), rule.SizeOf(height, width));
            Assert.Equal(new PixelSize(rule.Length, rule.Length), rule.Smallest);
        }
    }

    [Fact]
    public void An_exact_size_is_any_pictures()
    {
        var rule = new ExactSize(96, 64);

        Assert.Equal(new PixelSize(96, 64), rule.SizeOf(1, 1000));
        Assert.Equal(new PixelSize(96, 64), rule.Smallest);
    }
}
