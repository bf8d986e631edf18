using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>One post-norm transformer layer: attention, then the feed-forward network.</summary>
internal sealed class TransformerLayer : Module<Tensor, Packing, Tensor>
{
    private readonly Attention _attention;
    private readonly FeedForward _intermediate;
    private readonly ResidualOutput _output;

    public TransformerLayer(EncoderConfiguration configuration)
        : base(nameof(TransformerLayer))
    {
        _attention = new Attention(configuration);
        _intermediate = new FeedForward(configuration);
        _output = new ResidualOutput(configuration.IntermediateSize, configuration);

        register_module("attention", _attention);
        register_module("intermediate", _intermediate);
        register_module("output", _output);
    }

    /// <inheritdoc cref="SelfAttention.forward"/>
    public override Tensor forward(Tensor hidden, Packing packing)
    {
        using var attended = _attention.forward(hidden, packing);
        using var widened = _intermediate.forward(attended);
        return _output.forward(widened, attended);
    }
}
