using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace MultimodalEmbeddings.Data;

/// <summary>Text files with one sentence or caption a line, UTF-8, plain or compressed with gzip (by the ending .gz).</summary>
public static class TextLines
{
    // The UTF-8 byte-order mark, byte by byte.
    private const string ByteOrderMark = "\u00EF\u00BB\u00BF";

    /// <summary>Reads a file line by line, as it is asked for.</summary>
    /// <remarks>
    /// As MCSE's data set reads it: lines end at LF, CR LF or CR only, and white space is Python's, which has U+001C to U+001F
    /// among it. A byte-order mark, which Python makes a part of the first sentence, is left out.
    /// </remarks>
    /// <returns>The lines, without white space around them. An empty line is an empty sentence, as in MCSE's data set.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// While the lines are read: one is not UTF-8, or a file that ends in .gz is not gzip.
    /// </exception>
    public static IEnumerable<string> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"The text file {path} does not exist.", path);
        }

        return ReadLines(path);
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;

        // A character for a byte, so that what is not UTF-8 is found in its line.
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var isMarked = number == 1 && line.StartsWith(ByteOrderMark, StringComparison.Ordinal);
            yield return PythonWhiteSpace.Strip(Decode(path, number, isMarked ? line[ByteOrderMark.Length..] : line));
        }
    }

    private static string Decode(string path, int number, string line)
    {
        if (Ascii.IsValid(line))
        {
            return line;
        }

        var bytes = Encoding.Latin1.GetBytes(line);
        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw new InvalidDataException(
                $"{path}, line {number}: expected UTF-8, found bytes that are not; save the file as UTF-8.");
    }
}
