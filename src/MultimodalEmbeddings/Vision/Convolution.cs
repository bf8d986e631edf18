using MultimodalEmbeddings.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Vision;

/// <summary>A convolution with a bias, and what cuts off its output.</summary>
internal sealed class Convolution : Module<Tensor, Tensor>
{
    private static readonly Scalar Six = 6.ToScalar();

    private readonly ConvolutionShape _shape;
    private readonly Rectifier _rectifier;
    private readonly Tensor _weight;   // [outputs, inputs / groups, kernel, kernel]
    private readonly Tensor _bias;     // [outputs]

    public Convolution(ConvolutionShape shape, ConvolutionWeights weights, Rectifier rectifier)
        : base(nameof(Convolution))
    {
        using var scope = NewDisposeScope();

        (_shape, _rectifier) = (shape, rectifier);
        _weight = ChannelsLast(NativeTensor.From(weights.Weight, shape.Weight)).DetachFromDisposeScope();
        _bias = NativeTensor.From(weights.Bias, shape.Outputs).DetachFromDisposeScope();
        register_buffer("weight", _weight);
        register_buffer("bias", _bias);
    }

    /// <summary>
    /// The same tensor, with the channels of a pixel beside each other in memory: oneDNN convolves that a tenth faster, and what
    /// follows keeps the order.
    /// </summary>
    /// <param name="x">[batch, channels, height, width].</param>
    public static Tensor ChannelsLast(Tensor x)
    {
        using var scope = NewDisposeScope();

        return x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <param name="x">[batch, inputs, height, width].</param>
    /// <returns>[batch, outputs, height / stride, width / stride], rounded up.</returns>
    public override Tensor forward(Tensor x)
    {
        Check(x);
        var y = Convolved(x);
        return _rectifier switch
        {
            Rectifier.Relu => y.relu_(),
            Rectifier.Relu6 => y.clamp_(KeptScalar.Zero, Six),
            _ => y,
        };
    }

    /// <summary>A tensor is added before the output is cut off at 0, where it is.</summary>
    /// <param name="x">[batch, inputs, height, width].</param>
    /// <param name="other">Of the shape of the output.</param>
    /// <returns>[batch, outputs, height / stride, width / stride], rounded up.</returns>
    public Tensor ForwardAndAdd(Tensor x, Tensor other)
    {
        Check(x);
        var y = Convolved(x).add_(other, KeptScalar.One);
        return _rectifier == Rectifier.Relu ? y.relu_() : y;
    }

    private void Check(Tensor x)
    {
        if (x.dim() != 4 || x.shape[1] != _shape.Inputs)
        {
            throw new ArgumentException(
                $"The convolution takes [batch, {_shape.Inputs}, height, width], not [{string.Join(", ", x.shape)}].", nameof(x));
        }
    }

    private Tensor Convolved(Tensor x) => functional.conv2d(
        x,
        _weight,
        _bias,
        strides: [_shape.Stride, _shape.Stride],
        padding: [_shape.Padding, _shape.Padding],
        groups: _shape.Groups);
}
