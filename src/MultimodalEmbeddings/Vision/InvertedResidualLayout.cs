namespace MultimodalEmbeddings.Vision;

/// <summary>A block of MobileNetV2, as a file holds it.</summary>
/// <param name="Expansion">Widens its input; null in a block that does not.</param>
/// <param name="Depthwise">Convolves each channel by itself.</param>
/// <param name="Projection">Narrows the result.</param>
internal sealed record InvertedResidualLayout(
    ConvolutionLayout? Expansion, ConvolutionLayout Depthwise, ConvolutionLayout Projection)
{
    /// <summary>Whether the block's input is added to its result.</summary>
    public bool IsResidual =>
        Depthwise.Shape.Stride == 1 && (Expansion ?? Depthwise).Shape.Inputs == Projection.Shape.Outputs;

    public IEnumerable<ConvolutionLayout> Convolutions =>
        Expansion is null ? [Depthwise, Projection] : [Expansion, Depthwise, Projection];

    /// <param name="name">As in <c>features.1</c>.</param>
    /// <param name="inputs">Channels that the block takes.</param>
    /// <param name="outputs">Channels that it gives.</param>
    public static InvertedResidualLayout WithoutExpansion(string name, long inputs, long outputs) => new(
        Expansion: null,
        Nested(name, 0, Depthwise3x3(inputs, stride: 1)),
        Plain(name, 1, new ConvolutionShape(inputs, outputs, Kernel: 1, Stride: 1)));

    /// <param name="name">As in <c>features.2</c>.</param>
    /// <param name="channels">Channels that the block takes, has within, and gives.</param>
    /// <param name="stride">Of the depthwise convolution.</param>
    public static InvertedResidualLayout Expanding(
        string name, (long Inputs, long Inner, long Outputs) channels, long stride) => new(
        Nested(name, 0, new ConvolutionShape(channels.Inputs, channels.Inner, Kernel: 1, Stride: 1)),
        Nested(name, 1, Depthwise3x3(channels.Inner, stride)),
        Plain(name, 2, new ConvolutionShape(channels.Inner, channels.Outputs, Kernel: 1, Stride: 1)));

    private static ConvolutionShape Depthwise3x3(long channels, long stride) =>
        new(channels, channels, Kernel: 3, stride) { IsDepthwise = true };

    /// <summary>A convolution with its norm and ReLU6, which torchvision puts into a module of their own.</summary>
    private static ConvolutionLayout Nested(string name, int index, ConvolutionShape shape) =>
        new($"{name}.conv.{index}.0", $"{name}.conv.{index}.1", shape);

    private static ConvolutionLayout Plain(string name, int index, ConvolutionShape shape) =>
        new($"{name}.conv.{index}", $"{name}.conv.{index + 1}", shape);
}
