namespace MultimodalEmbeddings.Benchmarks;

/// <summary>How an opponent runs.</summary>
/// <param name="Threads">How many cores it uses.</param>
/// <param name="TokenBudget">Tokens of a batch, padding included; a longer sentence is a batch of its own.</param>
internal sealed record OpponentSettings(int Threads, int TokenBudget = 512)
{
    /// <summary>Whether the threads take a batch each, instead of sharing the operations of one.</summary>
    public bool BatchesInParallel { get; init; }

    public override string ToString() =>
        $"{Threads} thread{(Threads > 1 ? "s" : "")}, {TokenBudget} tokens{(BatchesInParallel ? ", a batch a thread" : "")}";
}
