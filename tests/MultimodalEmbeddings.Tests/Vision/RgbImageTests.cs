using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class RgbImageTests
{
    [Fact]
    public void A_picture_keeps_its_size_and_pixels()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6];

        var image = new RgbImage(2, 1, pixels);

        Assert.Equal((2, 1), (image.Width, image.Height));
        Assert.Equal(pixels, image.Pixels.ToArray());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-2, -1)]
    public void A_picture_without_pixels_is_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RgbImage(width, height, new byte[6]));

    [Theory]
    [InlineData(2, 1, 5)]
    [InlineData(2, 1, 8)]
    [InlineData(65536, 65536, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 3)]
    public void Pixels_that_do_not_fill_the_size_are_refused(int width, int height, int length)
    {
        var exception = Assert.Throws<ArgumentException>(() => new RgbImage(width, height, new byte[length]));

        Assert.Contains($"{width} x {height}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"but {length} were given", exception.Message, StringComparison.Ordinal);
    }
}
