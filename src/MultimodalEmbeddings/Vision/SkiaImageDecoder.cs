using SkiaSharp;

namespace MultimodalEmbeddings.Vision;

/// <summary>Decodes PNG, JPEG, WebP, GIF and BMP with SkiaSharp.</summary>
/// <remarks>
/// Skia's codec is asked for unpremultiplied pixels in no colour space, which gives the bytes of Pillow's <c>convert("RGB")</c>.
/// Two kinds of files are changed before, because Skia differs there: PNG of 16-bit grey, which Pillow clips at 255 and does not
/// scale, and GIF with a transparent colour, which Pillow keeps.
/// An application on Linux adds the package SkiaSharp.NativeAssets.Linux.NoDependencies.
/// </remarks>
public sealed class SkiaImageDecoder : IImageDecoder
{
    /// <summary>The size at which Pillow begins to warn of decompression bombs; an RGB picture of it takes 256 MiB.</summary>
    public const int DefaultMaximumPixels = 89_478_485;

    // Skia decodes to four bytes a pixel, and an array ends here.
    private static readonly int LargestMaximumPixels = Array.MaxLength / 4;

    private readonly int _maximumPixels;

    /// <summary>Creates a decoder.</summary>
    /// <param name="maximumPixels">
    /// A file that declares more pixels, width times height, is refused from its header alone, before memory for pixels is
    /// allocated: from 1 to 536,870,897, by default <see cref="DefaultMaximumPixels"/>. Decoding takes seven bytes a pixel.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumPixels"/> is out of its range.</exception>
    public SkiaImageDecoder(int maximumPixels = DefaultMaximumPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumPixels, LargestMaximumPixels);
        _maximumPixels = maximumPixels;
    }

    /// <inheritdoc/>
    /// <exception cref="DllNotFoundException">Skia's native library is missing; the message names its package.</exception>
    public RgbImage Decode(ReadOnlySpan<byte> encoded)
    {
        if (GreyPng.Is(encoded))
        {
            return DecodeWith(GreyPng.WithBytesApart(encoded), GreyPng.Clip);
        }

        var flags = GifTransparency.FlagsIn(encoded);
        return DecodeWith(flags.Count == 0 ? encoded : GifTransparency.Opaque(encoded, flags), static _ => { });
    }

    private RgbImage DecodeWith(ReadOnlySpan<byte> encoded, Action<Span<byte>> change)
    {
        using var data = Copy(encoded);
        using var codec = SKCodec.Create(data)
            ?? throw new ImageFormatException(
                $"The {encoded.Length} bytes are no image: expected a complete header of a PNG, JPEG, WebP, GIF or BMP file.");

        var info = LayoutOf(codec);
        var rgba = GC.AllocateUninitializedArray<byte>(info.BytesSize);   // [height, width, 4]
        var result = ReadPixels(codec, info, rgba);

        // Skia fills the rest of a damaged picture and reports it: only the result tells a whole picture from half of one.
        if (result != SKCodecResult.Success)
        {
            throw new ImageFormatException(
                $"The {codec.EncodedFormat} image of {info.Width} x {info.Height} pixels is damaged or cut off ({result}).");
        }

        change(rgba);
        return new RgbImage(info.Width, info.Height, WithoutAlpha(rgba));
    }

    private static SKData Copy(ReadOnlySpan<byte> encoded)
    {
        try
        {
            return SKData.CreateCopy(encoded);
        }
        catch (TypeInitializationException exception) when (exception.GetBaseException() is DllNotFoundException)
        {
            throw new DllNotFoundException(
                "Skia's native library is missing. An application on Linux adds the package "
                + "SkiaSharp.NativeAssets.Linux.NoDependencies in the version of SkiaSharp; elsewhere SkiaSharp brings it.",
                exception);
        }
    }

    private SKImageInfo LayoutOf(SKCodec codec)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < 1 || height < 1 || (long)width * height > _maximumPixels)
        {
            throw new ImageFormatException(
                $"The image declares {width} x {height} pixels; this decoder accepts from 1 to {_maximumPixels} pixels.");
        }

        return new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
    }

    private static unsafe SKCodecResult ReadPixels(SKCodec codec, SKImageInfo info, byte[] rgba)
    {
        fixed (byte* pixels = rgba)
        {
            return codec.GetPixels(info, (nint)pixels);
        }
    }

    private static byte[] WithoutAlpha(ReadOnlySpan<byte> rgba)
    {
        var rgb = GC.AllocateUninitializedArray<byte>(rgba.Length / 4 * 3);
        PixelKernels.DropFourth(rgba, rgb);
        return rgb;
    }
}
