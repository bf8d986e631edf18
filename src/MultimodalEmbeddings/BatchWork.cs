namespace MultimodalEmbeddings;

/// <summary>What an encoder does with sentences.</summary>
/// <param name="Tokenize">A sentence to its token ids.</param>
/// <param name="Cut">Token counts to the batches of their sentences, as indices.</param>
/// <param name="Embed">The token ids of a batch to its embeddings, [batch, dimension], which it writes.</param>
/// <param name="Threads">How many batches are embedded at the same time.</param>
internal sealed record BatchWork(
    Func<string, int[]> Tokenize,
    Func<IReadOnlyList<int>, IEnumerable<int[]>> Cut,
    Action<IReadOnlyList<int[]>, Memory<float>> Embed,
    int Threads = 1);
