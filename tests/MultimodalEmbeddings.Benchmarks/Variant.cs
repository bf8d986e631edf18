namespace MultimodalEmbeddings.Benchmarks;

/// <summary>One way to do the work.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Run">Does the work of one round.</param>
internal sealed record Variant(string Name, Action Run);
