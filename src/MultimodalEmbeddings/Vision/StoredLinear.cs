using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>A linear layer that is not trained.</summary>
internal sealed class StoredLinear : Module<Tensor, Tensor>
{
    private readonly Tensor _weight;  // [outputs, inputs]
    private readonly Tensor? _bias;   // [outputs]

    /// <inheritdoc cref="StoredTensor.Read" path="/exception"/>
    public StoredLinear(StateDictionary weights, LinearLayout layout)
        : base(nameof(StoredLinear))
    {
        _weight = StoredTensor.ReadRows(weights, layout.Weights);
        register_buffer("weight", _weight);
        if (layout.HasBias)
        {
            _bias = StoredTensor.ReadRows(weights, layout.Biases);
            register_buffer("bias", _bias);
        }
    }

    /// <param name="x">[…, inputs].</param>
    /// <returns>[…, outputs].</returns>
    public override Tensor forward(Tensor x) => functional.linear(x, _weight, _bias);
}
