using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Transformers;
using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings;

/// <summary>The tokens of a batch that take part in pooling: all but padding and a prompt that is left out.</summary>
/// <remarks>Its tensors belong to the dispose scope in which it was made.</remarks>
internal sealed class PooledTokens
{
    private readonly Tensor? _first;
    private readonly Tensor _last;

    /// <param name="batch">The sentences.</param>
    /// <param name="leftOut">Tokens at the beginning of every sentence that take no part; its last token always does.</param>
    public PooledTokens(TokenBatch batch, int leftOut)
    {
        _last = batch.Attended.sum(1).to(int64).Plus(-1); // [batch]
        Weights = batch.Attended;
        Positions = NativeTensor.Places(batch.Attended.shape[1]);
        if (leftOut > 0)
        {
            using var limit = leftOut.ToScalar();
            _first = _last.clamp_max(limit);
            Weights = batch.Attended * (Positions >= _first.unsqueeze(1)); // [batch, tokens]
        }
    }

    /// <summary>1 for a token that takes part, 0 for others: [batch, tokens].</summary>
    public Tensor Weights { get; }

    /// <summary>0 to tokens − 1: [tokens].</summary>
    public Tensor Positions { get; }

    /// <param name="states">[batch, tokens, hidden].</param>
    /// <returns>[batch, hidden].</returns>
    public Tensor First(Tensor states) => _first is null ? states.select(1, 0) : At(states, _first);

    /// <inheritdoc cref="First"/>
    public Tensor Last(Tensor states) => At(states, _last);

    private static Tensor At(Tensor states, Tensor positions) =>
        states.gather(1, positions.reshape(-1, 1, 1).expand(-1, 1, states.shape[2])).squeeze(1);
}
