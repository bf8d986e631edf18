using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>Random embeddings and pairs of them, some embeddings used several times.</summary>
internal static class RandomPairs
{
    public static EmbeddingTable Embeddings(Random random, int rows, int dimension) =>
        new([.. Enumerable.Range(0, rows * dimension).Select(_ => random.NextDouble() - 0.4)], dimension);

    public static IndexedPairs Pairs(Random random, int rows, int count) => new(
        [.. Enumerable.Range(0, count).Select(_ => random.Next(rows))],
        [.. Enumerable.Range(0, count).Select(_ => random.Next(rows))],
        [.. Enumerable.Range(0, count).Select(_ => random.Next(11) / 2.0)]);

    /// <summary>The same pairs in another order within each batch of 128, sides swapped.</summary>
    public static IndexedPairs Shuffled(Random random, IndexedPairs pairs)
    {
        var order = Enumerable.Range(0, pairs.Count).Chunk(128).SelectMany(batch => batch.OrderBy(_ => random.Next())).ToArray();
        return new(
            [.. order.Select(i => pairs.Second[i])],
            [.. order.Select(i => pairs.First[i])],
            [.. order.Select(i => pairs.Scores[i])]);
    }
}
