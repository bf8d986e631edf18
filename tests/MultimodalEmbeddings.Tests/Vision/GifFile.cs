namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Writes GIF files of four colours from the specification (GIF89a), without compression.</summary>
internal static class GifFile
{
    private const int CodeLength = 3;
    private const int Clear = 4;
    private const int End = 5;

    /// <summary>A picture of one row.</summary>
    /// <param name="colours">Red, green, blue of four colours.</param>
    /// <param name="pixels">An index from 0 to 3 for each pixel.</param>
    /// <param name="transparent">The index that is transparent, or null.</param>
    /// <param name="hasOwnColours">Whether the colours belong to the frame and not to the file.</param>
    public static byte[] Row(byte[] colours, byte[] pixels, byte? transparent, bool hasOwnColours = false)
    {
        byte[] comment = [0x21, 0xFE, 4, 0x21, 0xF9, 4, 1, 2, 9, 9, 0];   // looks like a graphic control and is none
        byte[] control = transparent is { } index ? [0x21, 0xF9, 4, 1, 0, 0, index, 0] : [];
        byte[] frame = [0x2C, 0, 0, 0, 0, (byte)pixels.Length, 0, 1, 0, (byte)(hasOwnColours ? 0x81 : 0)];
        var data = Codes(pixels);
        return
        [
            .. "GIF89a"u8, (byte)pixels.Length, 0, 1, 0, (byte)(hasOwnColours ? 0 : 0x81), 0, 0, .. hasOwnColours ? [] : colours,
            .. comment, .. control, .. frame, .. hasOwnColours ? colours : [],
            CodeLength - 1, (byte)data.Length, .. data, 0, 0x3B,
        ];
    }

    // A clear code before each pixel keeps codes at their first length.
    private static byte[] Codes(byte[] pixels)
    {
        int[] codes = [.. pixels.SelectMany(pixel => new[] { Clear, pixel }), End];
        var bytes = new byte[((codes.Length * CodeLength) + 7) / 8];
        for (var bit = 0; bit < codes.Length * CodeLength; bit++)
        {
            bytes[bit / 8] |= (byte)(((codes[bit / CodeLength] >> (bit % CodeLength)) & 1) << (bit % 8));
        }

        return bytes;
    }
}
