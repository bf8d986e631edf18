using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The widening half of the feed-forward network; <see cref="ResidualOutput"/> narrows again.</summary>
/// <remarks>
/// Hugging Face's <c>BertIntermediate</c>; in ModernBERT a gated one: the activation of one half of the components times the
/// other half (Shazeer 2020, GEGLU).
/// </remarks>
internal sealed class FeedForward : Module<Tensor, Tensor>
{
    private readonly LayerNorm? _norm;
    private readonly Dense _dense;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly bool _isGated;
    private readonly double _dropout;

    public FeedForward(EncoderConfiguration configuration)
        : base(nameof(FeedForward))
    {
        _isGated = configuration.ModernBert is not null;
        _norm = Norm.Before(configuration);
        _dense = new Dense(
            configuration.HiddenSize,
            configuration.IntermediateSize * (_isGated ? 2 : 1),
            configuration.ModernBert?.FeedForwardBias ?? true);
        _activation = Activation.ByName(configuration.Activation);
        _dropout = DropoutRates.Of(configuration).Widened;

        register_module("dense", _dense);
        if (_norm is not null)
        {
            register_module("LayerNorm", _norm);
        }
    }

    /// <param name="hidden">[attended, hidden].</param>
    /// <returns>[attended, intermediate].</returns>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();

        var widened = _dense.forward(_norm?.forward(hidden) ?? hidden);
        return functional.dropout(Activate(widened), _dropout, training).MoveToOuterDisposeScope();
    }

    private Tensor Activate(Tensor widened)
    {
        if (!_isGated)
        {
            return _activation(widened);
        }

        var halves = widened.chunk(2, dim: -1);
        return _activation(halves[0]) * halves[1];
    }
}
