namespace MultimodalEmbeddings.Vision;

/// <summary>A residual block of a ResNet, as a file holds it.</summary>
/// <param name="Path">Its convolutions, one after the other.</param>
/// <param name="Shortcut">What brings its input to the shape of its output; null where the input has that shape.</param>
internal sealed record ResidualLayout(IReadOnlyList<ConvolutionLayout> Path, ConvolutionLayout? Shortcut)
{
    public IEnumerable<ConvolutionLayout> Convolutions => Shortcut is null ? Path : [.. Path, Shortcut];

    /// <summary>Two convolutions (He et al. 2016, figure 5, left).</summary>
    /// <param name="name">As in <c>layer1.0</c>.</param>
    /// <param name="inputs">Channels that the block takes.</param>
    /// <param name="width">Channels that it gives.</param>
    /// <param name="stride">Of its first convolution.</param>
    public static ResidualLayout Basic(string name, long inputs, long width, long stride) => new(
        [
            Convolution(name, 1, new ConvolutionShape(inputs, width, Kernel: 3, stride)),
            Convolution(name, 2, new ConvolutionShape(width, width, Kernel: 3, Stride: 1)),
        ],
        ShortcutOf(name, inputs, width, stride));

    /// <summary>Three convolutions (He et al. 2016, figure 5, right).</summary>
    /// <remarks>
    /// The stride is that of the 3 x 3 convolution, as in torchvision ("ResNet v1.5"), and not of the first one, as in the paper.
    /// </remarks>
    /// <param name="name">As in <c>layer1.0</c>.</param>
    /// <param name="inputs">Channels that the block takes.</param>
    /// <param name="width">A quarter of the channels that it gives.</param>
    /// <param name="stride">Of its second convolution.</param>
    public static ResidualLayout Bottleneck(string name, long inputs, long width, long stride) => new(
        [
            Convolution(name, 1, new ConvolutionShape(inputs, width, Kernel: 1, Stride: 1)),
            Convolution(name, 2, new ConvolutionShape(width, width, Kernel: 3, stride)),
            Convolution(name, 3, new ConvolutionShape(width, 4 * width, Kernel: 1, Stride: 1)),
        ],
        ShortcutOf(name, inputs, 4 * width, stride));

    private static ConvolutionLayout? ShortcutOf(string name, long inputs, long outputs, long stride) =>
        stride == 1 && inputs == outputs
            ? null
            : new($"{name}.downsample.0", $"{name}.downsample.1", new ConvolutionShape(inputs, outputs, Kernel: 1, stride));

    private static ConvolutionLayout Convolution(string name, int index, ConvolutionShape shape) =>
        new($"{name}.conv{index}", $"{name}.bn{index}", shape);
}
