using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class ImagePreprocessingTests
{
    [Fact]
    public void The_presets_are_torchvisions_and_Clips()
    {
        var crop = new CentreCrop(224, 224, CropRounding.HalfToEven);

        Assert.Equal(
            new ImagePreprocessing
            {
                Resize = new ShortestEdge(256),
                Interpolation = Interpolation.Bilinear,
                Crop = crop,
                Scale = 1 / 255.0,
                Mean = new ChannelValues(0.485f, 0.456f, 0.406f),
                StandardDeviation = new ChannelValues(0.229f, 0.224f, 0.225f),
            },
            ImagePreprocessing.ImageNet);
        Assert.Equal(
            new ImagePreprocessing
            {
                Resize = new ShortestEdge(224),
                Interpolation = Interpolation.Bicubic,
                Crop = crop,
                Scale = 1 / 255.0,
                Mean = new ChannelValues(0.48145466f, 0.4578275f, 0.40821073f),
                StandardDeviation = new ChannelValues(0.26862954f, 0.26130258f, 0.27577711f),
            },
            ImagePreprocessing.Clip);
        Assert.Empty(ImagePreprocessingRules.Faults(ImagePreprocessing.ImageNet));
        Assert.Empty(ImagePreprocessingRules.Faults(ImagePreprocessing.Clip));
    }

    [Fact]
    public void Channels_follow_one_another_each_row_by_row()
    {
        var preprocessing = Plain(width: 3, height: 2) with
        {
            Mean = new ChannelValues(0, 100, 200),
            StandardDeviation = new ChannelValues(1, 2, 4),
        };
        byte[] pixels = [1, 101, 201, 2, 102, 202, 3, 103, 203, 4, 104, 204, 5, 105, 205, 6, 106, 206];

        var values = preprocessing.Apply(new RgbImage(3, 2, pixels));

        Assert.Equal([1, 2, 3, 4, 5, 6, 0.5f, 1, 1.5f, 2, 2.5f, 3, 0.25f, 0.5f, 0.75f, 1, 1.25f, 1.5f], values);
    }

    [Fact]
    public void The_middle_of_a_wide_picture_is_kept()
    {
        var preprocessing = Plain(width: 2, height: 1) with { Resize = new ShortestEdge(1) };
        var image = new RgbImage(6, 1, new byte[] { 9, 9, 9, 9, 9, 9, 1, 3, 5, 2, 4, 6, 9, 9, 9, 9, 9, 9 });

        Assert.Equal([1f, 2, 3, 4, 5, 6], preprocessing.Apply(image));
    }

    [Fact]
    public void A_byte_is_scaled_as_if_it_were_divided_by_255()
    {
        var preprocessing = ImagePreprocessing.ImageNet with { Mean = default, StandardDeviation = new ChannelValues(1, 1, 1) };

        var levels = preprocessing.Levels(0);

        Assert.Equal(Enumerable.Range(0, 256).Select(level => level / 255f), levels);
    }

    [Fact]
    public void Any_picture_becomes_a_tensor_of_one_size()
    {
        var random = new Random(10);
        foreach (var preset in new[] { ImagePreprocessing.ImageNet, ImagePreprocessing.Clip })
        {
            for (var i = 0; i < 4; i++)
            {
                var (width, height) = (random.Next(1, 3000 >> (3 * i)), random.Next(1, 40));
                var values = preset.Apply(new RgbImage(width, height, new byte[3 * width * height]));

                Assert.Equal(3 * 224 * 224, values.Length);
                Assert.Equal(-preset.Mean.Blue / preset.StandardDeviation.Blue, values[^1]);
            }
        }
    }

    [Theory]
    [InlineData(0, 1, "resized to 0 x 0 pixels and cropped to 1 x 1")]
    [InlineData(2049, 1, "sides from 1 to 2048 are expected")]
    [InlineData(4, -1, "cropped to -1 x -1")]
    [InlineData(4, 5, "A crop of 5 x 5 pixels is larger than a picture resized to 4 x 4")]
    public void Sizes_that_do_not_go_together_are_faults(int resized, int cropped, string expected)
    {
        var preprocessing = Plain(cropped, cropped) with { Resize = new ShortestEdge(resized) };

        Assert.Contains(expected, Assert.Single(ImagePreprocessingRules.Faults(preprocessing)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "standard deviation")]
    [InlineData(-0.5f, "numbers above 0")]
    [InlineData(float.NaN, "numbers above 0")]
    [InlineData(1e-45f, "do not fit float32")]
    public void Deviations_that_nothing_can_be_divided_by_are_faults(float deviation, string expected)
    {
        var preprocessing = Plain(2, 2) with { StandardDeviation = new ChannelValues(1, 1, deviation) };

        Assert.Contains(expected, Assert.Single(ImagePreprocessingRules.Faults(preprocessing)), StringComparison.Ordinal);
    }

    private static ImagePreprocessing Plain(int width, int height) => new()
    {
        Resize = new ExactSize(width, height),
        Interpolation = Interpolation.Bilinear,
        Crop = new CentreCrop(width, height, CropRounding.Down),
        Scale = 1,
        Mean = default,
        StandardDeviation = new ChannelValues(1, 1, 1),
    };
}
