namespace MultimodalEmbeddings;

/// <summary>Cuts sentences into batches of like length, so that little is padded.</summary>
internal static class BatchPlan
{
    // Beyond this a larger batch no longer uses the processor better, and its memory grows.
    private const int MaximumSentences = 64;
    private const int MaximumPaddedTokens = 4096;

    /// <param name="lengths">Token counts.</param>
    /// <returns>Indices of each batch, the longest sentences first.</returns>
    public static IEnumerable<int[]> Cut(IReadOnlyList<int> lengths)
    {
        var order = Enumerable.Range(0, lengths.Count).OrderByDescending(index => lengths[index]).ToArray();
        for (var start = 0; start < order.Length;)
        {
            var size = Math.Clamp(MaximumPaddedTokens / Math.Max(1, lengths[order[start]]), 1, MaximumSentences);
            var end = Math.Min(start + size, order.Length);
            yield return order[start..end];
            start = end;
        }
    }
}
