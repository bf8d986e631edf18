using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The attention half of a layer.</summary>
internal sealed class Attention : Module<Tensor, Packing, Tensor>
{
    private readonly SelfAttention _self;
    private readonly ResidualOutput _output;

    public Attention(EncoderConfiguration configuration)
        : base(nameof(Attention))
    {
        _self = new SelfAttention(configuration);
        _output = new ResidualOutput(configuration.HiddenSize, configuration);

        register_module("self", _self);
        register_module("output", _output);
    }

    /// <inheritdoc cref="SelfAttention.forward"/>
    public override Tensor forward(Tensor hidden, Packing packing)
    {
        using var context = _self.forward(hidden, packing);
        return _output.forward(context, hidden);
    }
}
