namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What a file of torch.save holds.</summary>
/// <param name="Root">The value that was saved.</param>
/// <param name="Starts">Where the bytes of each storage begin in the file, which holds all of them.</param>
internal sealed record TorchContent(object? Root, IReadOnlyDictionary<string, long> Starts);
