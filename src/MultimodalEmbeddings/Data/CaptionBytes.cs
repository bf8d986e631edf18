using System.IO.Compression;

namespace MultimodalEmbeddings.Data;

/// <summary>The bytes of caption files, plain or compressed with gzip (by the ending .gz), no more than a limit.</summary>
internal static class CaptionBytes
{
    // Five times the captions of the largest set read by line (Conceptual Captions, 3.3 million).
    private const int Largest = 1 << 30;

    // Text shrinks to a third or a tenth, repetitive text to a thirtieth; a thousandth is a bomb. Reading takes some ten times
    // the text, so that the limit must be near to what there is.
    private const int LargestRatio = 40;
    private const int AlwaysAllowed = 1 << 20;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CaptionFormatException">The file is too large, or compressed wrongly.</exception>
    public static byte[] Read(string path, CaptionProblemLog problems)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"The caption file {path} does not exist.", path);
        }

        using var file = File.OpenRead(path);
        if (file.Length > Largest)
        {
            throw problems.Fatal(null, $"expected at most {Largest} bytes, found {file.Length}");
        }

        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            return Inflate(file, problems);
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Inflate(FileStream file, CaptionProblemLog problems)
    {
        var limit = Math.Min(Largest, (file.Length * LargestRatio) + AlwaysAllowed);
        using var inflating = new GZipStream(file, CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        var block = new byte[1 << 16];
        try
        {
            for (int read; (read = inflating.Read(block)) > 0;)
            {
                inflated.Write(block, 0, read);
                if (inflated.Length > limit)
                {
                    throw problems.Fatal(null, $"expected at most {limit} bytes in {file.Length} compressed ones, found more");
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw problems.Fatal(null, $"expected gzip, found: {exception.Message}", exception);
        }

        return inflated.ToArray();
    }
}
