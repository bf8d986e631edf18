using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The sizes of a MobileNetV2 under torchvision's names, and its tensors.</summary>
/// <remarks>Sandler et al. 2018, table 2. Widths are read from the file; the order and the strides are the table's.</remarks>
/// <param name="Stem">The first convolution.</param>
/// <param name="Blocks">The blocks.</param>
/// <param name="Last">The convolution behind them.</param>
internal sealed record MobileNetLayout(
    ConvolutionLayout Stem, IReadOnlyList<InvertedResidualLayout> Blocks, ConvolutionLayout Last)
{
    public const string Name = "MobileNetV2";

    /// <summary>How the names of the tensors behind the features begin.</summary>
    public const string Classifier = "classifier.";

    private const string FirstWeight = "features.0.0.weight";
    private const string FirstDepthwise = "features.1.conv.0.0.weight";

    // Of features.1 to features.17: the first blocks of the table's rows have their row's stride.
    private static readonly int[] Strides = [1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1];

    /// <summary>The number of features.</summary>
    public long Dimension => Last.Shape.Outputs;

    public IEnumerable<TensorSpecification> Tensors =>
        Blocks.SelectMany(block => block.Convolutions).Prepend(Stem).Append(Last).SelectMany(layer => layer.Tensors);

    /// <returns>The sizes that names and shapes tell; null where they are those of no MobileNetV2.</returns>
    /// <exception cref="CheckpointException">A tensor that tells a width is missing.</exception>
    public static MobileNetLayout? Of(StateDictionary weights)
    {
        if (!weights.Tensors.ContainsKey(FirstWeight) || !weights.Tensors.ContainsKey(FirstDepthwise))
        {
            return null;
        }

        var width = OutputsOf(weights, FirstWeight);
        var stem = Normed("features.0", new ConvolutionShape(Inputs: 3, width, Kernel: 3, Stride: 2));
        var blocks = new List<InvertedResidualLayout>();
        for (var index = 1; index <= Strides.Length; index++)
        {
            blocks.Add(Block(weights, index, width));
            width = blocks[^1].Projection.Shape.Outputs;
        }

        var last = $"features.{Strides.Length + 1}";
        var outputs = OutputsOf(weights, $"{last}.0.weight");
        return new MobileNetLayout(stem, blocks, Normed(last, new ConvolutionShape(width, outputs, Kernel: 1, Stride: 1)));
    }

    private static InvertedResidualLayout Block(StateDictionary weights, int index, long inputs)
    {
        var name = $"features.{index}";
        if (index == 1)
        {
            return InvertedResidualLayout.WithoutExpansion(name, inputs, OutputsOf(weights, $"{name}.conv.1.weight"));
        }

        var (inner, outputs) = (OutputsOf(weights, $"{name}.conv.0.0.weight"), OutputsOf(weights, $"{name}.conv.2.weight"));
        return InvertedResidualLayout.Expanding(name, (inputs, inner, outputs), Strides[index - 1]);
    }

    private static ConvolutionLayout Normed(string name, ConvolutionShape shape) => new($"{name}.0", $"{name}.1", shape);

    private static long OutputsOf(StateDictionary weights, string name) =>
        weights.Tensors.TryGetValue(name, out var tensor) && tensor.Shape is [> 0 and var outputs, _, _, _]
            ? outputs
            : throw new CheckpointException(
                weights.FilePath,
                $"holds tensors of {Name} but not {name} as [outputs, inputs, rows, columns], which tells a width; "
                + "expected torchvision's mobilenet_v2.");
}
