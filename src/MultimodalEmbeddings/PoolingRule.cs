namespace MultimodalEmbeddings;

/// <summary>What of a batch's hidden states becomes an embedding.</summary>
/// <param name="Poolings">Their results are joined in this order.</param>
/// <param name="LeftOut">How many tokens at the beginning of every sentence take no part; the last one always does.</param>
internal sealed record PoolingRule(IReadOnlyList<Pooling> Poolings, int LeftOut = 0)
{
    public static implicit operator PoolingRule(Pooling pooling) => new([pooling]);
}
