using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>Hidden states to embeddings.</summary>
internal static class PooledEmbeddings
{
    /// <param name="rule">The definition.</param>
    /// <param name="encoder">The encoder, for its own dense layer.</param>
    /// <param name="batch">The sentences, [batch, tokens].</param>
    /// <returns>Embeddings, [batch, poolings × hidden], not normalised.</returns>
    public static Tensor Compute(PoolingRule rule, TransformerModel encoder, TokenBatch batch)
    {
        using var scope = NewDisposeScope();

        return Pool(rule, encoder, encoder.forward(batch), batch).MoveToOuterDisposeScope();
    }

    /// <param name="rule">The definition.</param>
    /// <param name="encoder">The encoder, for its own dense layer.</param>
    /// <param name="states">Hidden states 0 to layers, each [batch, tokens, hidden].</param>
    /// <param name="batch">The sentences, [batch, tokens].</param>
    /// <returns>Embeddings, [batch, poolings × hidden], not normalised.</returns>
    public static Tensor Pool(PoolingRule rule, TransformerModel encoder, IReadOnlyList<Tensor> states, TokenBatch batch)
    {
        using var scope = NewDisposeScope();

        var tokens = new PooledTokens(batch, rule.LeftOut);
        Tensor[] pooled = [.. rule.Poolings.Select(pooling => Pool(pooling, encoder, states, tokens))];
        return (pooled is [var single] ? single : cat(pooled, -1)).MoveToOuterDisposeScope();
    }

    private static Tensor Pool(Pooling pooling, TransformerModel encoder, IReadOnlyList<Tensor> states, PooledTokens tokens)
    {
        var last = states[^1]; // [batch, tokens, hidden]
        return pooling switch
        {
            Pooling.Cls => tokens.First(last),
            Pooling.ClsDense => encoder.Pooler!.forward(tokens.First(last)),
            Pooling.Mean => Mean(last, tokens.Weights),
            Pooling.Max => last.masked_fill(tokens.Weights.eq(KeptScalar.Zero).unsqueeze(-1), KeptScalar.MinusInfinity).amax([1]),
            Pooling.TopTwoMean => Mean(states[^2].Plus(last).Over(2), tokens.Weights),
            Pooling.FirstLastMean => Mean(states[0].Plus(last).Over(2), tokens.Weights),
            Pooling.FirstLayerLastMean => Mean(states[1].Plus(last).Over(2), tokens.Weights),
            Pooling.MeanSqrtLength => Sum(last, tokens.Weights) / tokens.Weights.sum(1, keepdim: true).sqrt(),
            Pooling.WeightedMean => Mean(last, tokens.Weights * tokens.Positions.Plus(1)),
            Pooling.LastToken => tokens.Last(last),
            _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Not a pooling."),
        };
    }

    /// <param name="states">[batch, tokens, hidden].</param>
    /// <param name="weights">[batch, tokens].</param>
    /// <returns>[batch, hidden].</returns>
    private static Tensor Mean(Tensor states, Tensor weights) => Sum(states, weights) / weights.sum(1, keepdim: true);

    private static Tensor Sum(Tensor states, Tensor weights) => (states * weights.unsqueeze(-1)).sum(1);
}
