using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>A dense layer and tanh: the shape of a checkpoint's own pooler, and of every projection head of MCSE.</summary>
/// <remarks>Hugging Face's <c>BertPooler</c>; MCSE's <c>MLPLayer</c>.</remarks>
internal sealed class DenseTanh : Module<Tensor, Tensor>
{
    private readonly Linear _dense;

    public DenseTanh(int inputSize, int outputSize)
        : base(nameof(DenseTanh))
    {
        InputSize = inputSize;
        _dense = Linear(inputSize, outputSize);

        register_module("dense", _dense);
    }

    public int InputSize { get; }

    /// <param name="x">[batch, input].</param>
    /// <returns>[batch, output], each in (−1, 1).</returns>
    public override Tensor forward(Tensor x)
    {
        using var projected = _dense.forward(x);
        return projected.tanh();
    }
}
