using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>Hidden states to embeddings.</summary>
internal static class PooledEmbeddings
{
    /// <param name="pooling">The definition.</param>
    /// <param name="encoder">The encoder, for its own dense layer.</param>
    /// <param name="batch">The sentences, [batch, tokens].</param>
    /// <returns>Embeddings, [batch, hidden], not normalised.</returns>
    public static Tensor Compute(Pooling pooling, TransformerModel encoder, TokenBatch batch)
    {
        using var scope = NewDisposeScope();

        return Pool(pooling, encoder, encoder.forward(batch), batch).MoveToOuterDisposeScope();
    }

    /// <param name="pooling">The definition.</param>
    /// <param name="encoder">The encoder, for its own dense layer.</param>
    /// <param name="states">Hidden states 0 to layers, each [batch, tokens, hidden].</param>
    /// <param name="batch">The sentences, [batch, tokens].</param>
    /// <returns>Embeddings, [batch, hidden], not normalised.</returns>
    public static Tensor Pool(Pooling pooling, TransformerModel encoder, IReadOnlyList<Tensor> states, TokenBatch batch)
    {
        using var scope = NewDisposeScope();

        var last = states[^1]; // [batch, tokens, hidden]
        var embeddings = pooling switch
        {
            Pooling.Cls => last.select(1, 0),
            Pooling.ClsDense => encoder.Pooler!.forward(last.select(1, 0)),
            Pooling.Mean => Mean(last, batch),
            Pooling.Max => Max(last, batch),
            Pooling.TopTwoMean => Mean((states[^2] + last) / 2, batch),
            Pooling.FirstLastMean => Mean((states[0] + last) / 2, batch),
            Pooling.FirstLayerLastMean => Mean((states[1] + last) / 2, batch),
            _ => throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Not a pooling."),
        };
        return embeddings.MoveToOuterDisposeScope();
    }

    private static Tensor Mean(Tensor states, TokenBatch batch)
    {
        var weights = batch.Attended.unsqueeze(-1); // [batch, tokens, 1]
        return (states * weights).sum(1) / weights.sum(1);
    }

    private static Tensor Max(Tensor states, TokenBatch batch) =>
        batch.AttentionMask is null ? states.amax([1]) : (states + batch.AttentionMask.squeeze(1).transpose(1, 2)).amax([1]);
}
