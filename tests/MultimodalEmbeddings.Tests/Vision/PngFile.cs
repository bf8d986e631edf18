using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>
/// Writes PNG files from the specification (W3C PNG, chapters 5, 9 and 11), so that a decoder is not tested with its own encoder.
/// </summary>
internal static class PngFile
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A picture of three bytes a pixel, row by row.</summary>
    public static byte[] Rgb(int width, int height, ReadOnlySpan<byte> pixels) => Encode(width, height, colourType: 2, pixels);

    /// <summary>A picture of four bytes a pixel, alpha last.</summary>
    public static byte[] Rgba(int width, int height, ReadOnlySpan<byte> pixels) => Encode(width, height, colourType: 6, pixels);

    /// <summary>A picture of 16-bit grey, one level of which is declared transparent.</summary>
    public static byte[] Grey16(int width, int height, ReadOnlySpan<ushort> levels, ushort transparent)
    {
        var samples = new byte[2 * levels.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(samples.AsSpan(2 * i), levels[i]);
        }

        return
        [
            .. Signature, .. Header((uint)width, (uint)height, colourType: 0, depth: 16),
            .. Chunk("tRNS", [(byte)(transparent >> 8), (byte)transparent]), .. Chunk("IDAT", Deflate(Rows(height, samples))),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>A file whose header may say anything of its size: its pixels are those of a few rows of zeros.</summary>
    public static byte[] Declaring(uint width, uint height) =>
        [.. Signature, .. Header(width, height, colourType: 2), .. Chunk("IDAT", Deflate(new byte[64])), .. Chunk("IEND", [])];

    private static byte[] Encode(int width, int height, byte colourType, ReadOnlySpan<byte> pixels) =>
    [
        .. Signature, .. Header((uint)width, (uint)height, colourType), .. Chunk("IDAT", Deflate(Rows(height, pixels))),
        .. Chunk("IEND", []),
    ];

    private static byte[] Rows(int height, ReadOnlySpan<byte> pixels)
    {
        var stride = pixels.Length / height;
        var rows = new byte[height * (stride + 1)];   // a row begins with its filter; 0 = none
        for (var row = 0; row < height; row++)
        {
            pixels.Slice(row * stride, stride).CopyTo(rows.AsSpan((row * (stride + 1)) + 1));
        }

        return rows;
    }

    private static byte[] Header(uint width, uint height, byte colourType, byte depth = 8)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;   // bits per sample
        header[9] = colourType;
        return Chunk("IHDR", header);
    }

    private static byte[] Chunk(string type, ReadOnlySpan<byte> content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32(body));
        return chunk;
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            zlib.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 * (crc & 1));
            }
        }

        return ~crc;
    }
}
