using MultimodalEmbeddings.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Transformers;

/// <summary>Local attention: a token sees those at most a given distance away.</summary>
/// <remarks>Warner et al. 2024, section 2.1.2.</remarks>
internal static class AttentionWindow
{
    /// <summary>
    /// Narrows a mask. Padding keeps the whole sentence: beyond the reach of the last token it would see nothing, and a softmax
    /// over nothing is NaN in attention before libtorch 2.5, whose gradient reaches every key though nobody reads the row.
    /// </summary>
    /// <param name="mask">[batch, 1, 1, tokens], −∞ on padding; null where nothing is padded.</param>
    /// <param name="attended">1 for a token, 0 for padding: [batch, tokens].</param>
    /// <param name="reach">The largest distance |i − j| that is seen.</param>
    /// <returns>[batch or 1, 1, tokens, tokens]; <paramref name="mask"/> itself where all is within reach.</returns>
    public static Tensor? Narrow(Tensor? mask, Tensor attended, long reach)
    {
        var tokens = attended.shape[1];
        if (tokens <= reach + 1)
        {
            return mask;
        }

        using var scope = NewDisposeScope();

        var places = NativeTensor.Places(tokens);
        using var limit = reach.ToScalar();
        var far = (places.unsqueeze(0) - places.unsqueeze(1)).abs().gt(limit); // [tokens, tokens]
        var narrowed = mask is null
            ? zeros(1, 1, tokens, tokens).masked_fill(far, KeptScalar.MinusInfinity)
            : mask.masked_fill(far.logical_and(attended.gt(KeptScalar.Zero).unsqueeze(1).unsqueeze(-1)), KeptScalar.MinusInfinity);
        return narrowed.MoveToOuterDisposeScope();
    }
}
