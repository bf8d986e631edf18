namespace MultimodalEmbeddings.Vision;

/// <summary>A decoded picture: eight bits each of red, green and blue.</summary>
public sealed class RgbImage
{
    /// <summary>Creates a picture around its pixels, which are not copied: they must not change afterwards.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">Red, green, blue of every pixel, row by row from the top without gaps: [height, width, 3].</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> has another length than 3 · width · height.</exception>
    public RgbImage(int width, int height, ReadOnlyMemory<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var expected = (Int128)width * height * 3;
        if (pixels.Length != expected)
        {
            throw new ArgumentException(
                $"A picture of {width} x {height} pixels has {expected} bytes of RGB, but {pixels.Length} were given.",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue of every pixel, row by row from the top: [height, width, 3].</summary>
    public ReadOnlyMemory<byte> Pixels { get; }
}
