using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Objectives;

/// <summary>Projects image features into the shared space.</summary>
/// <remarks>MCSE's <c>ResNetVisnModel</c>: a dense layer and tanh on frozen features, which are not normalised before.</remarks>
internal sealed class VisualHead : nn.Module<Tensor, Tensor>
{
    private readonly DenseTanh _mlp;

    public VisualHead(int features, int shared)
        : base(nameof(VisualHead))
    {
        _mlp = new DenseTanh(features, shared);
        register_module("mlp", _mlp);
    }

    public int FeatureSize => _mlp.InputSize;

    /// <param name="features">[batch, features].</param>
    /// <returns>[batch, shared].</returns>
    public override Tensor forward(Tensor features) => _mlp.forward(features);
}
