namespace MultimodalEmbeddings.Vision;

/// <summary>Sizes of a convolution with a square kernel of odd size, padded so that stride 1 keeps height and width.</summary>
/// <param name="Inputs">Channels that it takes.</param>
/// <param name="Outputs">Channels that it gives.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
/// <param name="Stride">How many rows and columns apart two outputs lie in the input.</param>
internal sealed record ConvolutionShape(long Inputs, long Outputs, long Kernel, long Stride)
{
    /// <summary>Whether every output channel sees one input channel only.</summary>
    public bool IsDepthwise { get; init; }

    public long Groups => IsDepthwise ? Inputs : 1;

    public long Padding => Kernel / 2;

    /// <summary>The shape of the weights, [outputs, inputs / groups, kernel, kernel].</summary>
    public long[] Weight => [Outputs, IsDepthwise ? 1 : Inputs, Kernel, Kernel];
}
