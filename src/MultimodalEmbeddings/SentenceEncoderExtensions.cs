namespace MultimodalEmbeddings;

/// <summary>What every <see cref="ISentenceEncoder"/> can do besides.</summary>
public static class SentenceEncoderExtensions
{
    /// <summary>Encodes one sentence.</summary>
    /// <returns>Its embedding, [<see cref="ISentenceEncoder.Dimension"/>].</returns>
    public static float[] Encode(this ISentenceEncoder encoder, string sentence)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(sentence);

        var embedding = new float[encoder.Dimension];
        encoder.Encode([sentence], embedding);
        return embedding;
    }

    /// <summary>Encodes many sentences, in batches of like length.</summary>
    /// <returns>One embedding per sentence, in the order of <paramref name="sentences"/>.</returns>
    /// <param name="encoder">The encoder.</param>
    /// <param name="sentences">The sentences, in any order and of any length; an empty sentence has an embedding too.</param>
    /// <param name="progress">Told how many sentences are done, in growing numbers.</param>
    /// <param name="cancellationToken">Checked between batches.</param>
    /// <exception cref="ArgumentException">A sentence is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static float[][] Encode(
        this ISentenceEncoder encoder,
        IReadOnlyList<string> sentences,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(sentences);

        var dimension = encoder.Dimension;
        var rows = new float[checked(sentences.Count * dimension)];
        encoder.Encode(sentences, rows, progress, cancellationToken);
        return [.. rows.Chunk(dimension)];
    }

    /// <summary>
    /// The cosine of the embeddings of two sentences, between -1 and 1; 0 where one of them is the zero vector.
    /// </summary>
    public static float Similarity(this ISentenceEncoder encoder, string first, string second)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);

        var embeddings = encoder.Encode([first, second]);
        return Cosine(embeddings[0], embeddings[1]);
    }

    private static float Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double product = 0, firstSquare = 0, secondSquare = 0;
        for (var i = 0; i < first.Length; i++)
        {
            product += (double)first[i] * second[i];
            firstSquare += (double)first[i] * first[i];
            secondSquare += (double)second[i] * second[i];
        }

        var lengths = Math.Sqrt(firstSquare) * Math.Sqrt(secondSquare);
        return lengths == 0 ? 0 : (float)(product / lengths);
    }
}
