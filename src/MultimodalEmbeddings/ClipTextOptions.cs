namespace MultimodalEmbeddings;

/// <summary>What a text encoder of CLIP knows besides its network.</summary>
/// <param name="Normalize">Whether embeddings are scaled to length 1.</param>
/// <param name="LogitScale">The model's <c>logit_scale</c>; null for none.</param>
internal sealed record ClipTextOptions(bool Normalize, float? LogitScale);
