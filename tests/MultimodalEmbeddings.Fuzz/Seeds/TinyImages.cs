using System.Buffers.Binary;
using SkiaSharp;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Pictures of a few pixels, in each format.</summary>
internal static class TinyImages
{
    /// <summary>A picture of one pixel, as the GIF standard's appendix would encode it.</summary>
    public static byte[] Gif { get; } =
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, 0x21, 0xF9, 4, 1, 0, 0, 0, 0, 0x2C,
        0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ];

    public static byte[] Encoded(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            var color = new SKColor((byte)(pixel * 7), (byte)(pixel * 31), (byte)(pixel * 3), (byte)(255 - pixel));
            bitmap.SetPixel(pixel % width, pixel / width, color);
        }

        using var data = bitmap.Encode(format, quality: 80);
        return data.ToArray();
    }

    /// <summary>An uncompressed bitmap of 24 bits a pixel.</summary>
    public static byte[] Bitmap(int width, int height)
    {
        const int Header = 54;
        var row = ((width * 3) + 3) / 4 * 4;
        var file = new byte[Header + (row * height)];
        "BM"u8.CopyTo(file);
        (int At, int Value)[] fields =
            [(2, file.Length), (10, Header), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)), (34, row * height)];
        foreach (var (at, value) in fields)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        for (var i = Header; i < file.Length; i++)
        {
            file[i] = (byte)(i * 13);
        }

        return file;
    }
}
