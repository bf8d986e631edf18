using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>A block of MobileNetV2: widen, convolve each channel by itself, narrow.</summary>
/// <remarks>Sandler et al. 2018, section 3.3.</remarks>
internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly Convolution[] _path;
    private readonly bool _isResidual;

    public InvertedResidual(StateDictionary weights, InvertedResidualLayout layout)
        : base(nameof(InvertedResidual))
    {
        _isResidual = layout.IsResidual;
        _path =
        [
            .. layout.Convolutions.Select(convolution => new Convolution(
                convolution.Shape,
                ConvolutionWeights.Read(weights, convolution),
                convolution == layout.Projection ? Rectifier.None : Rectifier.Relu6)),
        ];
        for (var index = 0; index < _path.Length; index++)
        {
            register_module($"{index}", _path[index]);
        }
    }

    /// <param name="x">[batch, inputs, height, width].</param>
    /// <returns>[batch, outputs, height / stride, width / stride], rounded up.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();

        var y = _path[..^1].Aggregate(x, (values, convolution) => convolution.forward(values));
        return (_isResidual ? _path[^1].ForwardAndAdd(y, x) : _path[^1].forward(y)).MoveToOuterDisposeScope();
    }
}
