using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>
/// Where the tokens of a batch stand when padding is left out, one after the other: all but attention works on tokens alone.
/// </summary>
/// <param name="Shape">[batch, tokens].</param>
/// <param name="Positions">Of each token in the padded batch, [attended], int64; null where nothing is padded.</param>
internal sealed record Packing(long[] Shape, Tensor? Positions)
{
    public static Packing Of(TokenBatch batch) =>
        new(batch.Ids.shape, batch.AttentionMask is null ? null : batch.Attended.flatten().nonzero().flatten());

    /// <param name="padded">[batch, tokens, hidden].</param>
    /// <returns>[attended, hidden].</returns>
    public Tensor Pack(Tensor padded)
    {
        using var flat = padded.flatten(0, 1);
        return Positions is null ? flat.alias() : flat.index_select(0, Positions);
    }

    /// <param name="packed">[attended, hidden].</param>
    /// <returns>[batch, tokens, hidden], 0 on padding.</returns>
    public Tensor Unpack(Tensor packed)
    {
        if (Positions is null)
        {
            return packed.unflatten(0, Shape);
        }

        using var flat = packed.new_zeros(Shape[0] * Shape[1], packed.shape[1]).index_copy_(0, Positions, packed);
        return flat.unflatten(0, Shape);
    }
}
