using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class GifTransparencyTests
{
    private static readonly SkiaImageDecoder Decoder = new();

    private static readonly byte[] Colours = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];

    [Theory]
    [InlineData(null, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void A_transparent_colour_is_kept(int? transparent, bool hasOwnColours)
    {
        var file = GifFile.Row(Colours, [3, 2, 1, 2, 0], (byte?)transparent, hasOwnColours);

        var image = Decoder.Decode(file);

        Assert.Equal((5, 1), (image.Width, image.Height));
        Assert.Equal([100, 110, 120, 70, 80, 90, 40, 50, 60, 70, 80, 90, 10, 20, 30], image.Pixels.ToArray());
    }

    [Fact]
    public void Only_the_flag_of_the_first_frame_is_changed()
    {
        var file = GifFile.Row(Colours, [3, 2, 1], transparent: 1);
        var plain = GifFile.Row(Colours, [3, 2, 1], transparent: null);

        var flags = GifTransparency.FlagsIn(file);
        var changed = GifTransparency.Opaque(file, flags);

        Assert.Empty(GifTransparency.FlagsIn(plain));
        Assert.Equal(Assert.Single(flags), Enumerable.Range(0, file.Length).Single(i => file[i] != changed[i]));
        Assert.Equal((1, 0), (file[flags[0]], changed[flags[0]]));
    }

    [Fact]
    public void Whatever_follows_the_signature_is_read_or_refused()
    {
        var random = new Random(13);
        var file = GifFile.Row(Colours, [3, 2, 1, 0], transparent: 1);
        var refused = 0;
        for (var i = 0; i < 3000; i++)
        {
            var damaged = file.AsSpan(0, random.Next(6, file.Length + 1)).ToArray();
            for (var hits = random.Next(4); hits > 0; hits--)
            {
                damaged[random.Next(6, Math.Max(7, damaged.Length)) % damaged.Length] = (byte)random.Next(256);
            }

            refused += IsRefused(damaged) ? 1 : 0;
        }

        Assert.InRange(refused, 1, 2999);
    }

    private static bool IsRefused(byte[] file)
    {
        try
        {
            return Decoder.Decode(file).Pixels.IsEmpty;
        }
        catch (ImageFormatException)
        {
            return true;
        }
    }
}
