using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>A layer norm that is not trained.</summary>
/// <remarks>Ba et al. 2016.</remarks>
internal sealed class StoredNorm : Module<Tensor, Tensor>
{
    private readonly long[] _shape;
    private readonly double _epsilon;
    private readonly Tensor _weight;  // [size]
    private readonly Tensor _bias;    // [size]

    /// <inheritdoc cref="StoredTensor.Read" path="/exception"/>
    public StoredNorm(StateDictionary weights, NormLayout layout)
        : base(nameof(StoredNorm))
    {
        (_shape, _epsilon) = ([layout.Size], layout.Epsilon);
        _weight = StoredTensor.Read(weights, layout.Weight);
        _bias = StoredTensor.Read(weights, layout.Bias);
        register_buffer("weight", _weight);
        register_buffer("bias", _bias);
    }

    /// <param name="x">[…, size].</param>
    /// <returns>[…, size].</returns>
    public override Tensor forward(Tensor x) => functional.layer_norm(x, _shape, _weight, _bias, _epsilon);
}
