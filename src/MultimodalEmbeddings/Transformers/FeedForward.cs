using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The widening half of the feed-forward network; <see cref="ResidualOutput"/> narrows again.</summary>
/// <remarks>Hugging Face's <c>BertIntermediate</c>.</remarks>
internal sealed class FeedForward : Module<Tensor, Tensor>
{
    private readonly Linear _dense;
    private readonly Func<Tensor, Tensor> _activation;

    public FeedForward(EncoderConfiguration configuration)
        : base(nameof(FeedForward))
    {
        _dense = Linear(configuration.HiddenSize, configuration.IntermediateSize);
        _activation = Activation.ByName(configuration.Activation);

        register_module("dense", _dense);
    }

    /// <param name="hidden">[attended, hidden].</param>
    /// <returns>[attended, intermediate].</returns>
    public override Tensor forward(Tensor hidden)
    {
        using var widened = _dense.forward(hidden);
        return _activation(widened);
    }
}
