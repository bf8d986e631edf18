using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>Convolutions whose result is added to their input: what a ResNet is made of.</summary>
/// <remarks>He et al. 2016, section 3.2.</remarks>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly Convolution[] _path;
    private readonly Convolution? _shortcut;

    public ResidualBlock(StateDictionary weights, ResidualLayout layout)
        : base(nameof(ResidualBlock))
    {
        _path =
        [
            .. layout.Path.Select(convolution => new Convolution(
                convolution.Shape, ConvolutionWeights.Read(weights, convolution), Rectifier.Relu)),
        ];
        _shortcut = layout.Shortcut is { } shortcut
            ? new Convolution(shortcut.Shape, ConvolutionWeights.Read(weights, shortcut), Rectifier.None)
            : null;

        for (var index = 0; index < _path.Length; index++)
        {
            register_module($"conv{index + 1}", _path[index]);
        }

        if (_shortcut is not null)
        {
            register_module("downsample", _shortcut);
        }
    }

    /// <param name="x">[batch, inputs, height, width].</param>
    /// <returns>[batch, outputs, height / stride, width / stride], rounded up.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();

        var y = _path[..^1].Aggregate(x, (values, convolution) => convolution.forward(values));
        return _path[^1].ForwardAndAdd(y, _shortcut?.forward(x) ?? x).MoveToOuterDisposeScope();
    }
}
