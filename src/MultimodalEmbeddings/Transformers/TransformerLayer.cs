using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>One transformer layer: attention, then the feed-forward network.</summary>
internal sealed class TransformerLayer : Module<Tensor, AttentionContext, Tensor>
{
    private readonly Attention _attention;
    private readonly FeedForward _intermediate;
    private readonly ResidualOutput _output;

    /// <inheritdoc cref="Attention(EncoderConfiguration, bool)"/>
    public TransformerLayer(EncoderConfiguration configuration, bool isFirst)
        : base(nameof(TransformerLayer))
    {
        _attention = new Attention(configuration, isFirst);
        _intermediate = new FeedForward(configuration);
        _output = new ResidualOutput(
            new Dense(
                configuration.IntermediateSize, configuration.HiddenSize, configuration.ModernBert?.FeedForwardBias ?? true),
            DropoutRates.Of(configuration).FeedForwardOutput,
            configuration);

        register_module("attention", _attention);
        register_module("intermediate", _intermediate);
        register_module("output", _output);
    }

    /// <inheritdoc cref="SelfAttention.forward"/>
    public override Tensor forward(Tensor hidden, AttentionContext context)
    {
        using var attended = _attention.forward(hidden, context);
        using var widened = _intermediate.forward(attended);
        return _output.forward(widened, attended);
    }
}
