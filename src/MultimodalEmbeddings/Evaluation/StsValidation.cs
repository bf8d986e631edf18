namespace MultimodalEmbeddings.Evaluation;

/// <summary>What an encoder in training is tried for.</summary>
/// <param name="Score">Spearman × 100 over all pairs.</param>
/// <param name="Alignment">Over all pairs at once; NaN without a positive one.</param>
/// <param name="Uniformity">Over the sentences of the first pairs.</param>
internal sealed record StsValidation(double Score, double Alignment, double Uniformity)
{
    private const int MostPairs = 2500;   // 5,000 sentences are 12.5 million distances

    /// <returns>Spearman × 100 over all pairs.</returns>
    public static double ScoreOf(EmbeddingTable embeddings, IndexedPairs pairs) =>
        StsCorrelation.Spearman(pairs.Cosines(embeddings), pairs.Scores) * 100;

    public static StsValidation Of(EmbeddingTable embeddings, IndexedPairs pairs, CancellationToken token) => new(
        ScoreOf(embeddings, pairs),
        Evaluation.Alignment.Of(embeddings, pairs) ?? double.NaN,
        Evaluation.Uniformity.Of(embeddings, pairs.Part(0, MostPairs).Rows, token));
}
