namespace MultimodalEmbeddings;

/// <summary>How hidden states become embeddings; kept beside the weights when an encoder is saved.</summary>
/// <param name="Pooling">How tokens become one vector.</param>
/// <param name="MaximumTokens">Longer sentences are cut, special tokens included in the count.</param>
/// <param name="Normalize">Whether embeddings are scaled to length 1.</param>
internal sealed record EncodingOptions(Pooling Pooling, int MaximumTokens, bool Normalize);
