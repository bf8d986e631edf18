namespace MultimodalEmbeddings.Evaluation;

/// <summary>The embeddings of a task's distinct sentences, in double precision.</summary>
/// <param name="values">[sentences, dimension], row by row.</param>
/// <param name="dimension">The length of a row, at least 1.</param>
internal sealed class EmbeddingTable(double[] values, int dimension)
{
    // torch.nn.functional.normalize divides by no less, so a zero vector stays one.
    private const double SmallestNorm = 1e-12;

    public int Dimension => dimension;

    /// <summary>Encodes the sentences in one call.</summary>
    /// <exception cref="ArgumentException">The embeddings would not fit into one array.</exception>
    public static EmbeddingTable Encode(
        ISentenceEncoder encoder, IReadOnlyList<string> sentences, IProgress<int>? progress, CancellationToken token)
    {
        var dimension = encoder.Dimension;
        if ((long)sentences.Count * dimension > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{sentences.Count} distinct sentences of dimension {dimension} do not fit into one array; split the task.",
                nameof(sentences));
        }

        var embeddings = new float[sentences.Count * dimension];
        encoder.Encode(sentences, embeddings, progress, token);
        return new EmbeddingTable(Array.ConvertAll(embeddings, x => (double)x), dimension);
    }

    public ReadOnlySpan<double> Row(int sentence) => values.AsSpan(sentence * dimension, dimension);

    /// <summary>The number a row is divided by to have length 1.</summary>
    public double Norm(int sentence)
    {
        var square = 0.0;
        foreach (var x in Row(sentence))
        {
            square += x * x;
        }

        return Math.Max(Math.Sqrt(square), SmallestNorm);
    }
}
