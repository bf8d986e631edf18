namespace MultimodalEmbeddings;

/// <summary>Encodes sentences in batches of like length, into memory of the caller.</summary>
/// <param name="dimension">The number of components of an embedding.</param>
/// <param name="work">What is done with sentences and batches.</param>
internal sealed class SentenceBatches(int dimension, BatchWork work)
{
    // Sentences are tokenised and sorted in windows, so that memory does not grow with their number.
    private const int Window = 8192;

    /// <inheritdoc cref="ISentenceEncoder.Encode"/>
    public void Encode(
        IReadOnlyList<string> sentences, Memory<float> embeddings, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        if (embeddings.Length != (long)sentences.Count * dimension)
        {
            throw new ArgumentException(
                $"{sentences.Count} embeddings of dimension {dimension} need room for {(long)sentences.Count * dimension} " +
                $"floats; there is room for {embeddings.Length}.", nameof(embeddings));
        }

        for (var start = 0; start < sentences.Count; start += Window)
        {
            var count = Math.Min(Window, sentences.Count - start);
            var tokens = Tokenize(sentences, start, count);
            var rows = embeddings.Slice(start * dimension, count * dimension);
            var done = new CountedProgress(progress, start);
            Encode(tokens, rows, done, cancellationToken);
        }
    }

    private void Encode(int[][] tokens, Memory<float> rows, CountedProgress done, CancellationToken cancellationToken)
    {
        int[][] batches = [.. work.Cut([.. tokens.Select(ids => ids.Length)])];
        void Work(int[] batch)
        {
            EncodeBatch(tokens, batch, rows.Span);
            done.Add(batch.Length);
        }

        ParallelBatches.Run(batches, work.Threads, Work, cancellationToken);
    }

    private int[][] Tokenize(IReadOnlyList<string> sentences, int start, int count)
    {
        var tokens = new int[count][];
        for (var i = 0; i < count; i++)
        {
            tokens[i] = work.Tokenize(
                sentences[start + i] ?? throw new ArgumentException($"Sentence {start + i} is null.", nameof(sentences)));
        }

        return tokens;
    }

    private void EncodeBatch(int[][] tokens, int[] batch, Span<float> rows)
    {
        var embeddings = new float[batch.Length * dimension];
        work.Embed([.. batch.Select(index => tokens[index])], embeddings);
        for (var row = 0; row < batch.Length; row++)
        {
            embeddings.AsSpan(row * dimension, dimension).CopyTo(rows[(batch[row] * dimension)..]);
        }
    }
}
