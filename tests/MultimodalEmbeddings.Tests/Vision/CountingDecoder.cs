using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Gives a picture that follows from the file's bytes, whatever they are.</summary>
internal sealed class CountingDecoder : IImageDecoder
{
    private int _calls;

    public static byte[] Bad => [0xBA, 0xD0];

    public int Calls
    {
        get => _calls;
        set => _calls = value;
    }

    public RgbImage Decode(ReadOnlySpan<byte> encoded)
    {
        Interlocked.Increment(ref _calls);
        if (encoded.SequenceEqual(Bad))
        {
            throw new ImageFormatException("Bad.");
        }

        var pixels = new byte[3 * 4 * 4];
        new Random(encoded.ToArray().Aggregate(17, (sum, value) => (sum * 31) + value)).NextBytes(pixels);
        return new RgbImage(4, 4, pixels);
    }
}
