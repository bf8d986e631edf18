using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The weights of a convolution: its own, or its own and those of the batch norm behind it made into one.</summary>
/// <param name="Weight">[outputs, inputs / groups, kernel, kernel], row-major.</param>
/// <param name="Bias">[outputs].</param>
internal sealed record ConvolutionWeights(float[] Weight, float[] Bias)
{
    // What PyTorch adds to a variance where a network does not say otherwise; files do not hold it.
    private const double Epsilon = 1e-5;

    /// <summary>Reads a convolution and folds its batch norm into it.</summary>
    /// <remarks>
    /// In inference mode a batch norm (Ioffe and Szegedy 2015, algorithm 2) is one linear function per channel. Folded in float64
    /// and rounded once, it costs nothing and moves features by less than float32 itself does.
    /// </remarks>
    /// <exception cref="CheckpointMismatchException">A tensor is missing, or of another shape or type.</exception>
    /// <exception cref="CheckpointException">A weight is NaN or infinite, or a variance is negative.</exception>
    public static ConvolutionWeights Read(StateDictionary weights, ConvolutionLayout layout)
    {
        var weight = ImageTensors.Read(weights, layout.Weight);
        var scale = ImageTensors.Read(weights, layout.Scale);
        var bias = ImageTensors.Read(weights, layout.Shift);
        var mean = ImageTensors.Read(weights, layout.Mean);
        var variance = ImageTensors.Read(weights, layout.Variance);
        var size = weight.Length / bias.Length;
        for (var channel = 0; channel < bias.Length; channel++)
        {
            var factor = scale[channel] / Math.Sqrt(variance[channel] + Epsilon);
            bias[channel] = (float)(bias[channel] - (mean[channel] * factor));
            Multiply(weight.AsSpan(channel * size, size), factor);
        }

        ImageTensors.RequireFinite(weights, layout.Variance.Name, bias, "gives, with its batch norm, a bias of");
        ImageTensors.RequireFinite(weights, layout.Variance.Name, weight, "gives, with its batch norm, a weight of");
        return new ConvolutionWeights(weight, bias);
    }

    private static void Multiply(Span<float> values, double factor)
    {
        foreach (ref var value in values)
        {
            value = (float)(value * factor);
        }
    }
}
