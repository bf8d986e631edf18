using System.IO.Compression;

namespace RealData;

/// <summary>The first sentences of a text corpus, one a line, without those that the evaluation asks for.</summary>
internal sealed record SentenceCorpus(IReadOnlyList<string> Sentences, int Dropped)
{
    public static SentenceCorpus Read(string path, int count, SeenSentences seen)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var sentences = new List<string>();
        var dropped = 0;
        while (sentences.Count < count && reader.ReadLine() is { } line)
        {
            if (seen.Contains(line))
            {
                dropped++;
            }
            else if (line.Length > 0)
            {
                sentences.Add(line);
            }
        }

        return new SentenceCorpus(sentences, dropped);
    }
}
