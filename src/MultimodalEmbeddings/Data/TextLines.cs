using System.IO.Compression;

namespace MultimodalEmbeddings.Data;

/// <summary>Text files with one sentence or caption a line, UTF-8, plain or compressed with gzip (by the ending .gz).</summary>
public static class TextLines
{
    /// <summary>Reads a file line by line, as it is asked for.</summary>
    /// <returns>The lines, without white space around them. An empty line is an empty sentence, as in MCSE's data set.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
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
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Trim();
        }
    }
}
