using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The sizes of a ResNet under torchvision's names, and its tensors.</summary>
/// <remarks>
/// He et al. 2016, table 1: stages of 2, 2, 2, 2 basic blocks (ResNet-18), 3, 4, 6, 3 (ResNet-34), the same of bottlenecks
/// (ResNet-50), 3, 4, 23, 3 (ResNet-101); any number of blocks and any width are read.
/// </remarks>
/// <param name="Width">Channels of the first stage, 64 in the paper; twice as many in each further one.</param>
/// <param name="HasBottlenecks">Whether blocks have three convolutions and give four times their width.</param>
/// <param name="Blocks">Blocks of each stage.</param>
internal sealed record ResNetLayout(long Width, bool HasBottlenecks, IReadOnlyList<int> Blocks)
{
    /// <summary>How the names of the tensors behind the features begin.</summary>
    public const string Classifier = "fc.";

    private const string FirstWeight = "conv1.weight";
    private const int StageCount = 4;

    /// <summary>By the number of layers with weights, as in the paper: ResNet-50.</summary>
    public string Name => $"ResNet-{(Blocks.Sum() * (HasBottlenecks ? 3 : 2)) + 2}";

    /// <summary>The number of features.</summary>
    public long Dimension => Outputs(StageCount - 1);

    public ConvolutionLayout Stem => new("conv1", "bn1", new ConvolutionShape(Inputs: 3, Width, Kernel: 7, Stride: 2));

    public IEnumerable<IReadOnlyList<ResidualLayout>> Stages => Enumerable.Range(0, StageCount).Select(Stage);

    public IEnumerable<TensorSpecification> Tensors =>
        Stages.SelectMany(stage => stage).SelectMany(block => block.Convolutions).Prepend(Stem)
            .SelectMany(layer => layer.Tensors);

    /// <returns>The sizes that names and shapes tell; null where they are those of no ResNet.</returns>
    public static ResNetLayout? Of(StateDictionary weights)
    {
        var tensors = weights.Tensors;
        if (!tensors.TryGetValue(FirstWeight, out var first) || first.Shape is not [> 0 and var width, 3, 7, 7])
        {
            return null;
        }

        int[] blocks = [.. Enumerable.Range(0, StageCount).Select(stage => CountBlocks(weights, stage))];
        var hasBottlenecks = tensors.ContainsKey($"{BlockName(0, 0)}.conv3.weight");
        return blocks.Contains(0) || (hasBottlenecks && !BeginsWith(weights, width))
            ? null
            : new ResNetLayout(width, hasBottlenecks, blocks);
    }

    private IReadOnlyList<ResidualLayout> Stage(int stage) =>
        [.. Enumerable.Range(0, Blocks[stage]).Select(index => Block(stage, index))];

    private ResidualLayout Block(int stage, int index)
    {
        var inputs = index > 0 ? Outputs(stage) : stage > 0 ? Outputs(stage - 1) : Width;
        var stride = index == 0 && stage > 0 ? 2 : 1;
        return HasBottlenecks
            ? ResidualLayout.Bottleneck(BlockName(stage, index), inputs, Width << stage, stride)
            : ResidualLayout.Basic(BlockName(stage, index), inputs, Width << stage, stride);
    }

    private long Outputs(int stage) => (Width << stage) * (HasBottlenecks ? 4 : 1);

    /// <summary>Whether the first bottleneck is as wide as the stem; those of a ResNeXt or a Wide ResNet are wider.</summary>
    private static bool BeginsWith(StateDictionary weights, long width) =>
        weights.Tensors[$"{BlockName(0, 0)}.conv1.weight"].Shape is [var outputs, ..] && outputs == width;

    private static int CountBlocks(StateDictionary weights, int stage)
    {
        var count = 0;
        while (weights.Tensors.ContainsKey($"{BlockName(stage, count)}.conv1.weight"))
        {
            count++;
        }

        return count;
    }

    private static string BlockName(int stage, int index) => $"layer{stage + 1}.{index}";
}
