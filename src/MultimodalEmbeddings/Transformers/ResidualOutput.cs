using MultimodalEmbeddings.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>A projection back to the hidden size, added to what came in, and normalised.</summary>
/// <remarks>Hugging Face's <c>BertSelfOutput</c> and <c>BertOutput</c>, which differ in the size they project from.</remarks>
internal sealed class ResidualOutput : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear _dense;
    private readonly LayerNorm _norm;
    private readonly double _dropout;

    public ResidualOutput(int inputSize, EncoderConfiguration configuration)
        : base(nameof(ResidualOutput))
    {
        _dense = Linear(inputSize, configuration.HiddenSize);
        _norm = LayerNorm(configuration.HiddenSize, configuration.LayerNormEpsilon);
        _dropout = configuration.HiddenDropout;

        register_module("dense", _dense);
        register_module("LayerNorm", _norm);
    }

    /// <param name="x">[attended, input].</param>
    /// <param name="residual">[attended, hidden].</param>
    /// <returns>[attended, hidden].</returns>
    public override Tensor forward(Tensor x, Tensor residual)
    {
        using var scope = NewDisposeScope();

        var projected = functional.dropout(_dense.forward(x), _dropout, training);
        return _norm.forward(projected + residual).MoveToOuterDisposeScope();
    }
}
