using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class MobileNetTests
{
    [Fact]
    public void Widths_are_read_and_strides_are_the_papers()
    {
        using var folder = new TemporaryFolder();
        SmallNetworks.Write(folder.File("n.safetensors"), SmallNetworks.MobileNet);
        using var weights = StateDictionary.Open(folder.File("n.safetensors"));

        var layout = MobileNetLayout.Of(weights)!;

        Assert.Equal(9, layout.Dimension);
        Assert.Equal([2, 4, 7, 14], Indices(layout, block => block.Depthwise.Shape.Stride == 2));
        Assert.Equal([3, 5, 6, 8, 9, 10, 12, 13, 15, 16], Indices(layout, block => block.IsResidual));
        Assert.Equal(
            SmallNetworks.MobileNet.Select(tensor => tensor.Name).Order(), layout.Tensors.Select(tensor => tensor.Name).Order());
    }

    [Fact]
    public void A_block_adds_its_input_and_cuts_nothing_off_behind_the_projection()
    {
        // Widens one channel to x and -x, passes both on, and takes 0.5 of the first and 0.25 of the second:
        // 2 -> min(2, 6) / 2 + 0 + 2 = 3;  -4 -> 0 + 4 / 4 - 4 = -3;  8 -> 6 / 2 + 8 = 11
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var layout = InvertedResidualLayout.Expanding("b", (1, 2, 1), stride: 1);
        SafetensorsWriter.Write(
            folder.File("b.safetensors"),
            [
                .. Plain(layout.Expansion!, [1, -1]),
                .. Plain(layout.Depthwise, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
                .. Plain(layout.Projection, [0.5f, 0.25f]),
            ]);
        using var weights = StateDictionary.Open(folder.File("b.safetensors"));
        using var block = new InvertedResidual(weights, layout);

        var found = block.forward(tensor(new float[] { 2, -4, 8, 0 }, 1, 1, 2, 2));

        Assert.InRange(GoldenTensor.LargestDifference(ParameterMemory.Of(found.contiguous()), [3, -3, 11, 0]), 0, 1e-5);
    }

    [Fact]
    public void A_tensor_that_tells_a_width_is_missed_by_name()
    {
        using var folder = new TemporaryFolder();
        SmallNetworks.Write(
            folder.File("n.safetensors"), SmallNetworks.MobileNet.Where(tensor => tensor.Name != "features.9.conv.2.weight"));

        var exception = Assert.Throws<CheckpointException>(() => SmallNetworks.Load(folder.File("n.safetensors")));

        Assert.Contains("features.9.conv.2.weight", exception.Message, StringComparison.Ordinal);
        Assert.Contains("n.safetensors", exception.Message, StringComparison.Ordinal);
    }

    private static int[] Indices(MobileNetLayout layout, Func<InvertedResidualLayout, bool> isMeant) =>
        [.. layout.Blocks.Index().Where(pair => isMeant(pair.Item)).Select(pair => pair.Index + 1)];

    /// <summary>A convolution's weights, and a norm that does nothing.</summary>
    private static IEnumerable<TensorToWrite> Plain(ConvolutionLayout layout, float[] weight)
    {
        float[] Each(float value) => [.. Enumerable.Repeat(value, (int)layout.Shape.Outputs)];
        return
        [
            FormulaWeights.ToWrite(layout.Weight, weight),
            FormulaWeights.ToWrite(layout.Scale, Each(1)),
            FormulaWeights.ToWrite(layout.Shift, Each(0)),
            FormulaWeights.ToWrite(layout.Mean, Each(0)),
            FormulaWeights.ToWrite(layout.Variance, Each(1 - 1e-5f)),
        ];
    }
}
