using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class GreyPngTests
{
    private static readonly SkiaImageDecoder Decoder = new();

    [Fact]
    public void Sixteen_bit_grey_is_clipped_and_not_scaled()
    {
        var file = PngFile.Grey16(3, 2, [0, 1, 254, 255, 256, 65535], transparent: 254);

        var image = Decoder.Decode(file);

        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.Equal([0, 0, 0, 1, 1, 1, 254, 254, 254, 255, 255, 255, 255, 255, 255, 255, 255, 255], image.Pixels.ToArray());
    }

    [Fact]
    public void Any_levels_are_the_smaller_of_themselves_and_255()
    {
        var random = new Random(12);
        for (var i = 0; i < 40; i++)
        {
            var (width, height) = (random.Next(1, 40), random.Next(1, 40));
            ushort[] levels = [.. Enumerable.Range(0, width * height).Select(_ => (ushort)random.Next(1 << random.Next(1, 17)))];

            var image = Decoder.Decode(PngFile.Grey16(width, height, levels, levels[0]));

            Assert.Equal(
                levels.SelectMany(level => Enumerable.Repeat((byte)Math.Min(level, (ushort)255), 3)), image.Pixels.ToArray());
        }
    }

    [Fact]
    public void A_wrong_checksum_of_the_header_is_noticed()
    {
        var file = PngFile.Grey16(3, 1, [1, 2, 3], transparent: 0);
        for (var bit = 0; bit < 32; bit++)
        {
            var damaged = file.ToArray();
            damaged[29 + (bit / 8)] ^= (byte)(1 << (bit % 8));

            Assert.Throws<ImageFormatException>(() => Decoder.Decode(damaged));
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_whole()
    {
        var file = PngFile.Grey16(20, 20, [.. Enumerable.Range(0, 400).Select(i => (ushort)(i * i))], transparent: 0);
        var (whole, refused) = (Decoder.Decode(file).Pixels.ToArray(), 0);
        for (var length = 0; length < file.Length; length++)
        {
            try
            {
                Assert.Equal(whole, Decoder.Decode(file.AsSpan(0, length)).Pixels.ToArray());
            }
            catch (ImageFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, file.Length / 2, file.Length);
    }
}
