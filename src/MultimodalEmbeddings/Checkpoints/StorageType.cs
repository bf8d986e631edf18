namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A storage class of PyTorch, as a pickle names it.</summary>
/// <param name="Element">The type of its elements; null for <c>UntypedStorage</c>.</param>
internal sealed record StorageType(ElementType? Element);
