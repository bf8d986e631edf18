using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings;

/// <summary>Embeddings, of sentences or of anything else, among which the nearest to a query are found by cosine.</summary>
/// <remarks>
/// Every query is compared with every entry: nothing is approximated, and a search needs no memory beyond its results and a few
/// megabytes. An index holds a copy of its embeddings, scaled to length 1, and nothing else: keep the sentences in a list beside
/// it. It does not change, so it is safe for calls from many threads; a search uses all processors.
/// </remarks>
public sealed class EmbeddingIndex
{
    private const int BlockRows = 128;

    // Encoders sort sentences by length, which pays for many of them.
    private const int EncodedAtOnce = 8192;

    private readonly List<UnitBlock> _blocks = [];

    private EmbeddingIndex(int dimension) => Dimension = dimension;

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The number of floats in one embedding.</summary>
    public int Dimension { get; }

    /// <summary>Makes an index of given embeddings; with image features it finds images.</summary>
    /// <param name="embeddings">[entries, dimension]; copied.</param>
    public static EmbeddingIndex Of(FeatureMatrix embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);

        var index = new EmbeddingIndex(embeddings.Columns);
        index.Add(embeddings);
        return index;
    }

    /// <summary>Makes an index of sentences.</summary>
    /// <param name="encoder">Encodes them; it is not kept.</param>
    /// <param name="sentences">The sentences: entry i is sentence i.</param>
    /// <param name="progress">Told how many sentences are encoded, in growing numbers.</param>
    /// <param name="cancellationToken">Checked while sentences are encoded.</param>
    /// <exception cref="ArgumentException">A sentence is null, or the encoder gives something that is no number.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static EmbeddingIndex Of(
        ISentenceEncoder encoder,
        IReadOnlyList<string> sentences,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(sentences);

        var index = new EmbeddingIndex(encoder.Dimension);
        while (index.Count < sentences.Count)
        {
            var count = Math.Min(EncodedAtOnce, sentences.Count - index.Count);
            string[] part = [.. Enumerable.Range(index.Count, count).Select(i => sentences[i])];
            var partProgress = progress is null ? null : new PartProgress(progress, index.Count);
            index.Add(EncodedSentences.Encode(encoder, part, partProgress, cancellationToken));
        }

        return index;
    }

    /// <summary>Finds the entries nearest to a sentence.</summary>
    /// <param name="encoder">Encodes the query into the space of the index.</param>
    /// <param name="query">The sentence.</param>
    /// <param name="count">How many to find, at least 1; all entries if there are fewer.</param>
    /// <returns>The highest cosine first, of equal ones the lower index first.</returns>
    /// <exception cref="ArgumentException">
    /// The encoder's dimension is not the index's, or it gives something that is no number.
    /// </exception>
    public IReadOnlyList<Neighbour> Nearest(ISentenceEncoder encoder, string query, int count)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(query);

        return Nearest(encoder, [query], count)[0];
    }

    /// <summary>Finds the entries nearest to each of many sentences.</summary>
    /// <param name="encoder">Encodes the queries into the space of the index.</param>
    /// <param name="queries">The sentences.</param>
    /// <param name="count">How many to find for each, at least 1; all entries if there are fewer.</param>
    /// <param name="cancellationToken">Checked while sentences are encoded and compared.</param>
    /// <returns>For each query: the highest cosine first, of equal ones the lower index first.</returns>
    /// <exception cref="ArgumentException">
    /// The encoder's dimension is not the index's, it gives something that is no number, or a query is null.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public IReadOnlyList<IReadOnlyList<Neighbour>> Nearest(
        ISentenceEncoder encoder, IReadOnlyList<string> queries, int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        CheckDimension(encoder.Dimension, nameof(encoder));

        return Nearest(EncodedSentences.Encode(encoder, queries, progress: null, cancellationToken), count, cancellationToken);
    }

    /// <summary>Finds the entries nearest to a vector of any length.</summary>
    /// <param name="query">The vector, [<see cref="Dimension"/>].</param>
    /// <param name="count">How many to find, at least 1; all entries if there are fewer.</param>
    /// <returns>The highest cosine first, of equal ones the lower index first.</returns>
    /// <exception cref="ArgumentException">The query has another dimension, or a component is NaN or infinite.</exception>
    public IReadOnlyList<Neighbour> Nearest(ReadOnlySpan<float> query, int count)
    {
        CheckDimension(query.Length, nameof(query));
        var bad = query.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
        {
            throw new ArgumentException($"The query holds {query[bad]} in component {bad}; it has no direction.", nameof(query));
        }

        return Nearest(new FeatureMatrix(query.ToArray(), rows: 1, query.Length), count)[0];
    }

    /// <summary>Finds the entries nearest to each of many vectors.</summary>
    /// <inheritdoc cref="Nearest(FeatureMatrix, int, CancellationToken)"/>
    public IReadOnlyList<IReadOnlyList<Neighbour>> Nearest(FeatureMatrix queries, int count) =>
        Nearest(queries, count, CancellationToken.None);

    /// <summary>Finds the entries nearest to each of many vectors.</summary>
    /// <param name="queries">[queries, <see cref="Dimension"/>].</param>
    /// <param name="count">How many to find for each, at least 1; all entries if there are fewer.</param>
    /// <param name="cancellationToken">Checked while vectors are compared.</param>
    /// <returns>For each query: the highest cosine first, of equal ones the lower index first.</returns>
    /// <exception cref="ArgumentException">The queries have another dimension.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public IReadOnlyList<IReadOnlyList<Neighbour>> Nearest(FeatureMatrix queries, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        CheckDimension(queries.Columns, nameof(queries));

        return new NeighbourSearch(_blocks, Math.Min(count, Count)).Find(queries, cancellationToken);
    }

    private void CheckDimension(int found, string name)
    {
        if (found != Dimension)
        {
            throw new ArgumentException(
                $"The index holds embeddings of dimension {Dimension}; a query of dimension {found} cannot be compared.",
                name);
        }
    }

    private void Add(FeatureMatrix embeddings)
    {
        for (var start = 0; start < embeddings.Rows; start += BlockRows)
        {
            var block = new UnitBlock(Math.Min(BlockRows, embeddings.Rows - start), Dimension);
            block.Fill(embeddings, start, Math.Min(BlockRows, embeddings.Rows - start));
            _blocks.Add(block);
            Count += block.Count;
        }
    }

    private sealed class PartProgress(IProgress<int> whole, int before) : IProgress<int>
    {
        public void Report(int value) => whole.Report(before + value);
    }
}
