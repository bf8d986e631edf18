using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The attention half of a layer.</summary>
internal sealed class Attention : Module<Tensor, AttentionContext, Tensor>
{
    private readonly LayerNorm? _norm;
    private readonly SelfAttention _self;
    private readonly ResidualOutput _output;

    /// <param name="configuration">Sizes and kind.</param>
    /// <param name="isFirst">Whether the hidden states come from the embeddings, which are normalised already.</param>
    public Attention(EncoderConfiguration configuration, bool isFirst)
        : base(nameof(Attention))
    {
        var hidden = configuration.HiddenSize;
        _norm = isFirst ? null : Norm.Before(configuration);
        _self = new SelfAttention(configuration);
        _output = new ResidualOutput(
            new Dense(hidden, hidden, configuration.ModernBert?.AttentionBias ?? true),
            DropoutRates.Of(configuration).AttentionOutput,
            configuration);

        register_module("self", _self);
        register_module("output", _output);
        if (_norm is not null)
        {
            register_module("LayerNorm", _norm);
        }
    }

    /// <inheritdoc cref="SelfAttention.forward"/>
    public override Tensor forward(Tensor hidden, AttentionContext context)
    {
        using var scope = NewDisposeScope();

        var seen = _self.forward(_norm?.forward(hidden) ?? hidden, context);
        return _output.forward(seen, hidden).MoveToOuterDisposeScope();
    }
}
