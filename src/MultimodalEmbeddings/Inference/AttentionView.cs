namespace MultimodalEmbeddings.Inference;

/// <summary>What tokens of a sentence see of each other, beside what their vectors say.</summary>
/// <param name="Bias">Added to the scores by distance; null for nothing.</param>
/// <param name="Rotation">Turns queries and keys by their positions; null for none.</param>
/// <param name="Reach">The largest distance that is seen; null for any.</param>
internal sealed record AttentionView(DistanceBias? Bias = null, RotationTable? Rotation = null, int? Reach = null);
