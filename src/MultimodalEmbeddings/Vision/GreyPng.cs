namespace MultimodalEmbeddings.Vision;

/// <summary>PNG files of 16-bit grey, which Pillow brings to 8 bits in a way of its own: levels above 255 become 255.</summary>
/// <remarks>
/// Skia scales such levels instead. Declared as 8-bit grey with alpha the same file decodes to both bytes of each level: pixels
/// keep their two bytes, so that neither filters nor interlacing see a difference.
/// </remarks>
internal static class GreyPng
{
    // Signature, length and name of the header, width and height; then depth 16 and colour type 0 (grey).
    private const int DepthOffset = 24;
    private const int TypeOffset = 25;
    private const int ChecksumOffset = 29;

    // What changing depth and type changes in the header's checksum. A CRC is linear, so that these bits do not depend on the
    // rest of the header, and a wrong checksum stays wrong.
    private static ReadOnlySpan<byte> ChecksumChange => [0xDF, 0xF2, 0x4B, 0x14];

    // Signature and the begin of the header chunk, which is 13 bytes long.
    private static ReadOnlySpan<byte> Start =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

    /// <summary>Whether a file says that it is a PNG of 16-bit grey without alpha.</summary>
    public static bool Is(ReadOnlySpan<byte> file) =>
        file.Length > ChecksumOffset + ChecksumChange.Length && file.StartsWith(Start)
        && file[DepthOffset] == 16 && file[TypeOffset] == 0;

    /// <summary>The file as one of 8-bit grey with alpha: grey is the high byte of each level, alpha the low byte.</summary>
    public static byte[] WithBytesApart(ReadOnlySpan<byte> file)
    {
        var changed = file.ToArray();
        (changed[DepthOffset], changed[TypeOffset]) = (8, 4);
        for (var i = 0; i < ChecksumChange.Length; i++)
        {
            changed[ChecksumOffset + i] ^= ChecksumChange[i];
        }

        return changed;
    }

    /// <summary>Replaces the high and low bytes of levels by what Pillow makes of them.</summary>
    /// <param name="rgba">Pixels of a file with its bytes apart, [height, width, 4].</param>
    public static void Clip(Span<byte> rgba)
    {
        for (var i = 0; i < rgba.Length; i += 4)
        {
            rgba.Slice(i, 3).Fill(rgba[i] == 0 ? rgba[i + 3] : byte.MaxValue);
        }
    }
}
