using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class CentreCropTests
{
    [Theory]
    [InlineData(224, 0, 0)]
    [InlineData(225, 0, 0)]   // 0.5
    [InlineData(226, 1, 1)]
    [InlineData(227, 2, 1)]   // 1.5
    [InlineData(339, 58, 57)] // 57.5
    [InlineData(393, 84, 84)] // 84.5
    [InlineData(17066, 8421, 8421)]
    public void A_crop_begins_where_torchvision_and_transformers_begin_it(long side, long halfToEven, long down)
    {
        var size = new PixelSize(side, 224);

        Assert.Equal(new AxisWindow(side, halfToEven, 224), new CentreCrop(224, 224, CropRounding.HalfToEven).Columns(size));
        Assert.Equal(new AxisWindow(side, down, 224), new CentreCrop(224, 224, CropRounding.Down).Columns(size));
        Assert.Equal(new AxisWindow(224, 0, 224), new CentreCrop(224, 224, CropRounding.HalfToEven).Rows(size));
    }

    [Fact]
    public void Any_crop_lies_inside_the_picture_and_in_its_middle()
    {
        var random = new Random(8);
        for (var i = 0; i < 2000; i++)
        {
            var crop = new CentreCrop(random.Next(1, 500), random.Next(1, 500), (CropRounding)(i % 2));
            var size = new PixelSize(crop.Width + random.NextInt64(1L << random.Next(1, 36)), crop.Height + random.Next(500));

            AssertInside(crop.Columns(size), size.Width);
            AssertInside(crop.Rows(size), size.Height);
        }
    }

    private static void AssertInside(AxisWindow window, long side)
    {
        var after = side - window.Offset - window.Count;
        Assert.Equal(side, window.Resized);
        Assert.True(window.Offset >= 0 && after >= 0, $"{window} of {side}");
        Assert.InRange(after - window.Offset, -1, 1);
    }
}
