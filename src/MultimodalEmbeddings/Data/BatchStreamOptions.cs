namespace MultimodalEmbeddings.Data;

/// <summary>How a training run draws its batches.</summary>
/// <param name="BatchSize">Sentences in a batch.</param>
/// <param name="MaximumTokens">Longer sentences are cut.</param>
/// <param name="Seed">Sets the order.</param>
/// <param name="ImagePairInterval">Every how many batches one holds captions; null for the ratio of the corpora.</param>
internal sealed record BatchStreamOptions(int BatchSize, int MaximumTokens, int Seed, int? ImagePairInterval)
{
    /// <summary>Sets the order of a captioned corpus, so that no two corpora have the same.</summary>
    public int SeedOfCaptions(int corpus) => Seed + 1 + corpus;
}
