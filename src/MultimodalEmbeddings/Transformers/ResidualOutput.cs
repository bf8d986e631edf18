using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>
/// A projection back to the hidden size, added to what came in, and normalised where the family normalises after.
/// </summary>
/// <remarks>Hugging Face's <c>BertSelfOutput</c> and <c>BertOutput</c>, which differ in the size they project from.</remarks>
internal sealed class ResidualOutput : Module<Tensor, Tensor, Tensor>
{
    private readonly Dense _dense;
    private readonly LayerNorm? _norm;
    private readonly double _dropout;

    /// <param name="dense">The projection.</param>
    /// <param name="dropout">The part of its output that training drops.</param>
    /// <param name="configuration">Sizes and kind.</param>
    public ResidualOutput(Dense dense, double dropout, EncoderConfiguration configuration)
        : base(nameof(ResidualOutput))
    {
        (_dense, _dropout) = (dense, dropout);
        _norm = Norm.After(configuration);

        register_module("dense", _dense);
        if (_norm is not null)
        {
            register_module("LayerNorm", _norm);
        }
    }

    /// <param name="x">[attended, input].</param>
    /// <param name="residual">[attended, hidden].</param>
    /// <returns>[attended, hidden].</returns>
    public override Tensor forward(Tensor x, Tensor residual)
    {
        using var scope = NewDisposeScope();

        var sum = functional.dropout(_dense.forward(x), _dropout, training).Plus(residual);
        return (_norm?.forward(sum) ?? sum).MoveToOuterDisposeScope();
    }
}
