using System.Text;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;
using SkiaSharp;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class DamagedImageTests
{
    private static readonly SkiaImageDecoder Decoder = new();

    public static TheoryData<string, byte[]> NoImages => new()
    {
        { "nothing", [] },
        { "one byte", [0xFF] },
        { "zeros", new byte[4096] },
        { "a page", Encoding.ASCII.GetBytes("<!doctype html><title>Not found</title>") },
    };

    public static TheoryData<string, byte[]> Images => new()
    {
        { "PNG", PngFile.Rgb(5, 4, [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 37))]) },
        { "JPEG", SkiaImageDecoderTests.OrangePicture(SKEncodedImageFormat.Jpeg, 12, 9) },
        { "WebP", SkiaImageDecoderTests.OrangePicture(SKEncodedImageFormat.Webp, 12, 9) },
    };

    [Theory]
    [MemberData(nameof(NoImages))]
    public void Bytes_that_are_no_image_are_refused(string name, byte[] bytes)
    {
        var exception = Assert.Throws<ImageFormatException>(() => Decoder.Decode(bytes));

        Assert.True(exception.Message.Contains($"The {bytes.Length} bytes are no image", StringComparison.Ordinal), name);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void A_file_cut_off_anywhere_is_refused_or_whole(string name, byte[] file)
    {
        var whole = Decoder.Decode(file).Pixels.ToArray();
        for (var length = 0; length < file.Length; length++)
        {
            var pixels = DecodeOrNull(file.AsSpan(0, length));

            Assert.True(pixels is null || pixels.SequenceEqual(whole), $"{name} cut to {length} of {file.Length} bytes");
        }

        Assert.Null(DecodeOrNull(file.AsSpan(0, file.Length / 2)));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Damaged_bytes_give_a_picture_or_a_typed_error(string name, byte[] file)
    {
        var random = new Random(11);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var damaged = file.ToArray();
            for (var hits = random.Next(1, 5); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            refused += DecodeOrNull(damaged) is null ? 1 : 0;
        }

        Assert.True(refused > 0, $"No damage to a {name} file was noticed.");
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(65_536, 65_536)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    [InlineData(0, 5)]
    public void A_declared_size_beyond_the_bound_costs_no_memory(uint width, uint height)
    {
        var file = PngFile.Declaring(width, height);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ImageFormatException>(() => Decoder.Decode(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static byte[]? DecodeOrNull(ReadOnlySpan<byte> file)
    {
        try
        {
            return Decoder.Decode(file).Pixels.ToArray();
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }
}
