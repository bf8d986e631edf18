namespace MultimodalEmbeddings.Data;

/// <summary>The sentences of a batch as token ids and, where they are captions, the features of their images.</summary>
/// <param name="TokenIds">Token ids of each sentence, special tokens included, without padding.</param>
/// <param name="Features">[batch, features], or null for a batch of sentences alone.</param>
internal sealed record ContrastiveBatch(IReadOnlyList<int[]> TokenIds, FeatureMatrix? Features);
