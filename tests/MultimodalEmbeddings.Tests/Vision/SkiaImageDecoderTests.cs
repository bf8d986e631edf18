using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;
using SkiaSharp;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class SkiaImageDecoderTests
{
    private static readonly SkiaImageDecoder Decoder = new();

    [Fact]
    public void A_png_gives_its_pixels_row_by_row()
    {
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9];

        var image = Decoder.Decode(PngFile.Rgb(3, 2, pixels));

        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.Equal(pixels, image.Pixels.ToArray());
    }

    [Fact]
    public void Any_png_gives_the_pixels_that_went_in()
    {
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var (width, height) = (random.Next(1, 50), random.Next(1, 50));
            var pixels = new byte[3 * width * height];
            random.NextBytes(pixels);

            var image = Decoder.Decode(PngFile.Rgb(width, height, pixels));

            Assert.Equal((width, height), (image.Width, image.Height));
            Assert.Equal(pixels, image.Pixels.ToArray());
        }
    }

    [Fact]
    public void Alpha_is_dropped_and_not_blended()
    {
        byte[] pixels = [200, 100, 50, 0, 90, 80, 70, 128, 10, 20, 30, 255];

        var image = Decoder.Decode(PngFile.Rgba(3, 1, pixels));

        Assert.Equal([200, 100, 50, 90, 80, 70, 10, 20, 30], image.Pixels.ToArray());
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_lossy_file_keeps_size_and_colour(SKEncodedImageFormat format)
    {
        var image = Decoder.Decode(OrangePicture(format, 21, 13));

        Assert.Equal((21, 13), (image.Width, image.Height));
        var pixels = image.Pixels.ToArray().Chunk(3).ToArray();
        Assert.All(pixels, pixel => Assert.InRange(pixel[0], 220, 240));
        Assert.All(pixels, pixel => Assert.InRange(pixel[1], 110, 130));
        Assert.All(pixels, pixel => Assert.InRange(pixel[2], 10, 30));
    }

    [Fact]
    public void Many_threads_can_use_one_decoder()
    {
        var file = OrangePicture(SKEncodedImageFormat.Jpeg, 64, 64);
        var expected = Decoder.Decode(file).Pixels.ToArray();
        var decoded = new byte[64][];

        Parallel.For(0, decoded.Length, i => decoded[i] = Decoder.Decode(file).Pixels.ToArray());

        Assert.All(decoded, pixels => Assert.Equal(expected, pixels));
    }

    [Fact]
    public void As_many_pixels_as_allowed_are_decoded_and_one_more_is_refused()
    {
        var file = PngFile.Rgb(3, 2, new byte[18]);

        Assert.Equal(6, new SkiaImageDecoder(maximumPixels: 6).Decode(file).Pixels.Length / 3);
        var exception = Assert.Throws<ImageFormatException>(() => new SkiaImageDecoder(maximumPixels: 5).Decode(file));
        Assert.Contains("declares 3 x 2 pixels", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_bound_that_no_array_can_hold_is_refused(int maximumPixels) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SkiaImageDecoder(maximumPixels));

    [Fact]
    public void By_default_pictures_up_to_the_size_of_Pillows_warning_are_decoded() =>
        Assert.Equal(89_478_485, SkiaImageDecoder.DefaultMaximumPixels);

    internal static byte[] OrangePicture(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor(230, 120, 20));
        using var encoded = bitmap.Encode(format, quality: 90);
        return encoded.ToArray();
    }
}
