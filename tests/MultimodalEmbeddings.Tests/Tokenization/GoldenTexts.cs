using System.IO.Compression;
using System.Text.Json;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>The gzip files of reference/tokenizers.</summary>
internal static class GoldenTexts
{
    private static readonly Dictionary<string, string[]> Sets = [];

    public static string[] Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var text = reader.ReadToEnd();
        return text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
    }

    /// <summary>The texts of a set, one JSON string per line.</summary>
    public static string[] Texts(string path)
    {
        lock (Sets)
        {
            if (!Sets.TryGetValue(path, out var texts))
            {
                Sets[path] = texts = Array.ConvertAll(Lines(path), line => JsonSerializer.Deserialize<string>(line)!);
            }

            return texts;
        }
    }
}
