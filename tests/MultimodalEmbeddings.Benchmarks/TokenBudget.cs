namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Cuts sentences, sorted by length, into batches of like length.</summary>
internal static class TokenBudget
{
    /// <returns>Numbers of the sentences of each batch, the longest first.</returns>
    public static List<int[]> Cut(int[][] tokenIds, int budget)
    {
        var order = Enumerable.Range(0, tokenIds.Length).OrderByDescending(index => tokenIds[index].Length).ToArray();
        var batches = new List<int[]>();
        for (var start = 0; start < order.Length;)
        {
            var count = Math.Max(1, budget / Math.Max(1, tokenIds[order[start]].Length));
            batches.Add(order[start..Math.Min(order.Length, start + count)]);
            start += count;
        }

        return batches;
    }
}
