namespace MultimodalEmbeddings;

/// <summary>Encoding options as far as a directory says them.</summary>
internal sealed record StoredOptions(Pooling? Pooling = null, int? MaximumTokens = null, bool? Normalize = null);
