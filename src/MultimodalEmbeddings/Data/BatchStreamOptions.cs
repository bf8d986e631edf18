namespace MultimodalEmbeddings.Data;

/// <summary>How a training run draws its batches.</summary>
/// <param name="BatchSize">Sentences in a batch.</param>
/// <param name="MaximumTokens">Longer sentences are cut.</param>
/// <param name="Seed">Sets the order.</param>
/// <param name="ImagePairInterval">Every how many batches one holds captions; null for the ratio of the two corpora.</param>
internal sealed record BatchStreamOptions(int BatchSize, int MaximumTokens, int Seed, int? ImagePairInterval);
