using System.Buffers.Binary;
using System.IO.Compression;
using MultimodalEmbeddings.Fuzz.Mutations;
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

    /// <summary>A grey JPEG of two scans, the first of averages and the second of all else, in which nothing is.</summary>
    public static byte[] Progressive { get; } =
    [
        0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
        0xFF, 0xC2, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0,
        .. Codes(0x00), 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0x0F,
        .. Codes(0x10), 0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, 0x0F,
        0xFF, 0xD9,
    ];

    /// <summary>8 x 8 pixels of one bit, interlaced, in two colours of which one is transparent.</summary>
    public static byte[] PalettePng { get; } =
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
        .. PngChunk("IHDR"u8, [0, 0, 0, 8, 0, 0, 0, 8, 1, 3, 0, 0, 1]), .. PngChunk("PLTE"u8, [1, 2, 3, 200, 100, 50]),
        .. PngChunk("tRNS"u8, [7]),
        .. PngChunk("IDAT"u8, Deflated([.. Enumerable.Repeat<byte[]>([0, 0x5A], 15).SelectMany(row => row)])),
        .. PngChunk("IEND"u8, []),
    ];

    public static byte[] Lossless(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor(10, 200, 30, 90));
        bitmap.SetPixel(width / 2, height / 2, SKColors.White);
        using var pixels = bitmap.PeekPixels();
        using var data = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 80));
        return data.ToArray();
    }

    /// <summary>Four colours, as runs of one for each row.</summary>
    public static byte[] PaletteBitmap(byte width, byte height)
    {
        const int Colours = 4;
        const int Header = 54 + (4 * Colours);
        byte[] rows = [.. Enumerable.Range(0, height).SelectMany(row => (byte[])[width, (byte)(row % Colours), 0, 0]), 0, 1];
        byte[] colours = [.. Enumerable.Range(0, 4 * Colours).Select(value => (byte)(value * 9))];
        byte[] file = [.. Bitmap(width, height)[..54], .. colours, .. rows];
        (int At, int Value)[] fields =
            [(2, file.Length), (10, Header), (26, 1 | (8 << 16)), (30, 1), (34, rows.Length), (46, Colours)];
        foreach (var (at, value) in fields)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }

        return file;
    }

    // A table of one code, a single bit, for the symbol 0: no difference, or the end of a block.
    private static byte[] Codes(byte table) => [0xFF, 0xC4, 0, 20, table, 1, .. new byte[15], 0];

    private static byte[] Deflated(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] PngChunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.Of(body));
        return [.. length, .. body, .. checksum];
    }
}
