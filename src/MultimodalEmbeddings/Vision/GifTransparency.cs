namespace MultimodalEmbeddings.Vision;

/// <summary>GIF files whose first frame has a transparent colour: Skia gives black for it, and Pillow keeps it.</summary>
internal static class GifTransparency
{
    private const int HeaderLength = 13;
    private const byte Extension = 0x21;
    private const byte GraphicControl = 0xF9;
    private const byte HasTransparentColour = 1;

    /// <summary>Where the flag of each transparent colour of the first frame lies; nothing in a file that is no GIF.</summary>
    public static IReadOnlyList<int> FlagsIn(ReadOnlySpan<byte> file)
    {
        var flags = new List<int>();
        if (file.Length <= HeaderLength || !file.StartsWith("GIF8"u8))
        {
            return flags;
        }

        var at = HeaderLength + ColourTableLength(file[10]);
        while (at + 3 < file.Length && file[at] == Extension)
        {
            if (file[at + 1] == GraphicControl && (file[at + 3] & HasTransparentColour) != 0)
            {
                flags.Add(at + 3);
            }

            at = AfterBlocks(file, at + 2);
        }

        return flags;
    }

    /// <summary>The file with every colour of its first frame opaque.</summary>
    /// <param name="file">A GIF file.</param>
    /// <param name="flags">What <see cref="FlagsIn"/> found in it.</param>
    public static byte[] Opaque(ReadOnlySpan<byte> file, IReadOnlyList<int> flags)
    {
        var changed = file.ToArray();
        foreach (var flag in flags)
        {
            changed[flag] &= unchecked((byte)~HasTransparentColour);
        }

        return changed;
    }

    // The highest bit says that there is a table, the lowest three how long: 2, 4, ... 256 colours.
    private static int ColourTableLength(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);

    // Blocks begin with their length; one of length 0 ends them.
    private static int AfterBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0)
        {
            at += Math.Min(file[at] + 1, file.Length - at);
        }

        return at + 1;
    }
}
