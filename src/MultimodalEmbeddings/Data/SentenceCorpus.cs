namespace MultimodalEmbeddings.Data;

/// <summary>Sentences, each its own positive.</summary>
internal sealed class SentenceCorpus(IReadOnlyList<string> sentences) : ICorpus
{
    public int Count => sentences.Count;

    public IEnumerable<(string Name, string Digest)> Digests() => [("sentences", ContentDigest.Of(sentences))];

    public ContrastiveBatch Batch(int[] indices, Func<string, int[]> tokenize) =>
        new([.. indices.Select(index => tokenize(sentences[index]))], Features: null);
}
