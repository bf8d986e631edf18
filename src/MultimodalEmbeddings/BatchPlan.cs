namespace MultimodalEmbeddings;

/// <summary>Cuts sentences into batches of like length.</summary>
internal static class BatchPlan
{
    // Beyond this a larger batch no longer uses the processor better, and its memory grows.
    private const int MaximumSentences = 64;
    private const int MaximumPaddedTokens = 4096;

    // Its activations stay in a core's second cache.
    private const int MaximumPackedTokens = 512;

    /// <summary>Batches whose tokens stand one after the other, without padding.</summary>
    /// <param name="lengths">Token counts.</param>
    /// <returns>Indices of each batch, the longest sentences first.</returns>
    public static IEnumerable<int[]> CutPacked(IReadOnlyList<int> lengths)
    {
        var order = Enumerable.Range(0, lengths.Count).OrderByDescending(index => lengths[index]).ToArray();
        for (int start = 0, end; start < order.Length; start = end)
        {
            var tokens = lengths[order[start]];
            for (end = start + 1; end < order.Length && tokens + lengths[order[end]] <= MaximumPackedTokens; end++)
            {
                tokens += lengths[order[end]];
            }

            yield return order[start..end];
        }
    }

    /// <summary>Batches whose sentences are padded to the longest.</summary>
    /// <inheritdoc cref="CutPacked"/>
    public static IEnumerable<int[]> CutPadded(IReadOnlyList<int> lengths)
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
