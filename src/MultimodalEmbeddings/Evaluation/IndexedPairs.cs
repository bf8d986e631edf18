namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Pairs whose sentences are rows of an <see cref="EmbeddingTable"/>, in the order in which batches are formed.
/// </summary>
internal sealed record IndexedPairs(int[] First, int[] Second, double[] Scores)
{
    /// <summary>The reference's batches (its <c>params.batch_size</c>).</summary>
    private const int BatchSize = 128;

    public int Count => Scores.Length;

    /// <summary>The rows of both sides, first sides first.</summary>
    public int[] Rows => [.. First, .. Second];

    public static IndexedPairs Concat(IReadOnlyList<IndexedPairs> parts) => parts.Count == 1
        ? parts[0]
        : new([.. parts.SelectMany(p => p.First)], [.. parts.SelectMany(p => p.Second)], [.. parts.SelectMany(p => p.Scores)]);

    public IEnumerable<IndexedPairs> Batches()
    {
        for (var start = 0; start < Count; start += BatchSize)
        {
            yield return Part(start, BatchSize);
        }
    }

    /// <summary>At most <paramref name="count"/> pairs from <paramref name="start"/> on.</summary>
    public IndexedPairs Part(int start, int count)
    {
        var range = start..Math.Min(start + count, Count);
        return new IndexedPairs(First[range], Second[range], Scores[range]);
    }

    public double[] Cosines(EmbeddingTable embeddings) =>
        [.. First.Zip(Second, (first, second) => Cosine.Of(embeddings.Row(first), embeddings.Row(second)))];
}
