namespace MultimodalEmbeddings.Benchmarks;

/// <summary>One way to do the work.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Run">Does the work of one round.</param>
internal sealed record Variant(string Name, Action Run)
{
    /// <summary>Processor time of the process that does the work; null for this one.</summary>
    public Func<TimeSpan>? ProcessorTime { get; init; }
}
