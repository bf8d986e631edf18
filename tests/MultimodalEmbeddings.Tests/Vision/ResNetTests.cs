using System.Globalization;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ResNetTests
{
    [Theory]
    [InlineData(false, "2,2,2,2", "ResNet-18", 512)]
    [InlineData(false, "3,4,6,3", "ResNet-34", 512)]
    [InlineData(true, "3,4,6,3", "ResNet-50", 2048)]
    [InlineData(true, "3,4,23,3", "ResNet-101", 2048)]
    public void The_papers_networks_have_their_names_and_sizes(bool hasBottlenecks, string blocks, string name, int dimension)
    {
        var counts = blocks.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture));

        var layout = new ResNetLayout(64, hasBottlenecks, [.. counts]);

        Assert.Equal((name, dimension), (layout.Name, layout.Dimension));
    }

    [Fact]
    public void The_stride_of_a_bottleneck_is_that_of_its_second_convolution()
    {
        var layout = ResidualLayout.Bottleneck("layer2.0", inputs: 256, width: 128, stride: 2);

        Assert.Equal([1, 2, 1], layout.Path.Select(convolution => convolution.Shape.Stride));
        Assert.Equal(2, layout.Shortcut!.Shape.Stride);
    }

    [Fact]
    public void A_block_that_keeps_the_shape_has_no_shortcut_of_its_own()
    {
        Assert.Null(ResidualLayout.Basic("layer1.0", inputs: 64, width: 64, stride: 1).Shortcut);
        Assert.Null(ResidualLayout.Bottleneck("layer1.1", inputs: 256, width: 64, stride: 1).Shortcut);
        Assert.NotNull(ResidualLayout.Bottleneck("layer1.0", inputs: 64, width: 64, stride: 1).Shortcut);
        Assert.NotNull(ResidualLayout.Basic("layer2.0", inputs: 64, width: 128, stride: 2).Shortcut);
    }

    [Fact]
    public void A_block_adds_its_input_before_the_last_cut()
    {
        // Kernels that pass a pixel on times 2 and then times -0.25; norms do nothing: x - max(2 x, 0) / 4, cut off at 0.
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var layout = ResidualLayout.Basic("b", inputs: 1, width: 1, stride: 1);
        var tensors = layout.Path.SelectMany((convolution, index) => Plain(convolution, index == 0 ? 2 : -0.25f));
        SafetensorsWriter.Write(folder.File("b.safetensors"), [.. tensors]);
        using var weights = StateDictionary.Open(folder.File("b.safetensors"));
        using var block = new ResidualBlock(weights, layout);

        var found = block.forward(tensor(new float[] { -3, 0, 2, 4 }, 1, 1, 2, 2));

        Assert.InRange(GoldenTensor.LargestDifference(ParameterMemory.Of(found.contiguous()), [0, 0, 1, 2]), 0, 1e-6);
    }

    [Fact]
    public void A_block_of_zeros_passes_on_what_is_positive()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var layout = ResidualLayout.Basic("b", inputs: 1, width: 1, stride: 1);
        SafetensorsWriter.Write(folder.File("b.safetensors"), [.. layout.Path.SelectMany(it => Plain(it, 0))]);
        using var weights = StateDictionary.Open(folder.File("b.safetensors"));
        using var block = new ResidualBlock(weights, layout);

        var input = tensor(new float[] { -3, 0, 2, 4 }, 1, 1, 2, 2);

        Assert.Equal([0, 0, 2, 4], ParameterMemory.Of(block.forward(input).contiguous()).ToArray());
        Assert.Equal([-3, 0, 2, 4], ParameterMemory.Of(input).ToArray());
    }

    [Fact]
    [Trait(Category.Name, Category.Slow)]
    public void A_block_computes_while_finalizers_run()
    {
        using var folder = new TemporaryFolder();
        var layout = ResidualLayout.Basic("b", inputs: 1, width: 1, stride: 1);
        SafetensorsWriter.Write(folder.File("b.safetensors"), [.. layout.Path.SelectMany(it => Plain(it, 0))]);
        using var weights = StateDictionary.Open(folder.File("b.safetensors"));
        using var block = new ResidualBlock(weights, layout);
        using var input = ones(1, 1, 8, 8);

        Finalizers.RunBeside(
            () =>
            {
                using var scope = NewDisposeScope();
                Assert.Equal(1, block.forward(input)[0, 0, 7, 7].Number());
            },
            TimeSpan.FromSeconds(6));
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(33, 64)]
    [InlineData(1, 1)]
    public void Images_of_any_size_give_features(int height, int width)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        SmallNetworks.Write(folder.File("n.safetensors"), SmallNetworks.Bottlenecks.Tensors);
        using var network = SmallNetworks.Load(folder.File("n.safetensors"));

        var features = network.forward(zeros(2, 3, height, width));

        Assert.Equal([2L, 64], features.shape);
        Assert.True(features.isfinite().all().item<bool>());
    }

    [Fact]
    public void Each_stage_after_the_first_halves_the_image()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        SmallNetworks.Write(folder.File("n.safetensors"), SmallNetworks.Basic.Tensors);
        using var network = SmallNetworks.Load(folder.File("n.safetensors"));

        var shapes = Assert.IsType<ResNet>(network).Stages(zeros(1, 3, 64, 64)).Select(stage => stage.shape).ToArray();

        long[][] expected = [[1, 2, 16, 16], [1, 2, 16, 16], [1, 4, 8, 8], [1, 8, 4, 4], [1, 16, 2, 2]];
        Assert.Equal(expected, shapes);
    }

    /// <summary>A kernel that multiplies the pixel by a number, and a norm that does nothing.</summary>
    private static IEnumerable<TensorToWrite> Plain(ConvolutionLayout layout, float factor) =>
    [
        FormulaWeights.ToWrite(layout.Weight, [0, 0, 0, 0, factor, 0, 0, 0, 0]),
        FormulaWeights.ToWrite(layout.Scale, [1]),
        FormulaWeights.ToWrite(layout.Shift, [0]),
        FormulaWeights.ToWrite(layout.Mean, [0]),
        FormulaWeights.ToWrite(layout.Variance, [1 - 1e-5f]),
    ];
}
