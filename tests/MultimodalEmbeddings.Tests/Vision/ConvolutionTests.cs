using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using MultimodalEmbeddings.Vision;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Sums of one to nine products, done by hand.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ConvolutionTests
{
    private static readonly ConvolutionShape Sum3x3 = new(Inputs: 1, Outputs: 1, Kernel: 3, Stride: 1);

    [Fact]
    public void A_kernel_of_ones_sums_the_neighbourhood_and_zeros_around_the_image()
    {
        // 1 2 3
        // 4 5 6
        // 7 8 9
        float[] expected = [12, 21, 16, 27, 45, 33, 24, 39, 28];

        Assert.Equal(expected, Run(Sum3x3, Ones(9), [0], Rectifier.None, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
    }

    [Fact]
    public void A_stride_of_two_begins_at_the_first_pixel()
    {
        var halving = Sum3x3 with { Stride = 2 };

        Assert.Equal([12, 16, 24, 28], Run(halving, Ones(9), [0], Rectifier.None, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
    }

    [Fact]
    public void The_bias_is_added_and_the_rectifier_cuts_off()
    {
        var shape = new ConvolutionShape(1, 1, Kernel: 1, Stride: 1);
        float[] image = [-3, -1, 0, 1, 2, 3, 4, 5, 6]; // times 2, plus 1: -5 -1 1 3 5 7 9 11 13

        Assert.Equal([-5, -1, 1, 3, 5, 7, 9, 11, 13], Run(shape, [2], [1], Rectifier.None, image));
        Assert.Equal([0, 0, 1, 3, 5, 7, 9, 11, 13], Run(shape, [2], [1], Rectifier.Relu, image));
        Assert.Equal([0, 0, 1, 3, 5, 6, 6, 6, 6], Run(shape, [2], [1], Rectifier.Relu6, image));
    }

    [Fact]
    public void A_depthwise_convolution_keeps_channels_apart()
    {
        using var scope = NewDisposeScope();
        var shape = new ConvolutionShape(2, 2, Kernel: 1, Stride: 1) { IsDepthwise = true };
        using var convolution = new Convolution(shape, new ConvolutionWeights([10, 100], [0, 1]), Rectifier.None);

        var found = convolution.forward(tensor(new float[] { 1, 2, 3, 4 }, 1, 2, 1, 2)); // channel 0: 1 2, channel 1: 3 4

        Assert.Equal([10, 20, 301, 401], ParameterMemory.Of(found.contiguous()).ToArray());
    }

    [Fact]
    public void A_batch_norm_is_folded_into_weights_and_bias()
    {
        using var folder = new TemporaryFolder();
        var layout = new ConvolutionLayout("c", "n", new ConvolutionShape(1, 2, Kernel: 1, Stride: 1));
        float[] variance = [4 - 1e-5f, 0.25f - 1e-5f]; // standard deviations of 2 and 0.5
        SafetensorsWriter.Write(
            folder.File("w.safetensors"),
            [
                FormulaWeights.ToWrite(layout.Weight, [8, 3]),
                FormulaWeights.ToWrite(layout.Scale, [6, 5]),
                FormulaWeights.ToWrite(layout.Shift, [1, -1]),
                FormulaWeights.ToWrite(layout.Mean, [10, 2]),
                FormulaWeights.ToWrite(layout.Variance, variance),
            ]);
        using var weights = StateDictionary.Open(folder.File("w.safetensors"));

        var folded = ConvolutionWeights.Read(weights, layout);

        // 6 (8 x - 10) / 2 + 1 = 24 x - 29;  5 (3 x - 2) / 0.5 - 1 = 30 x - 21
        Assert.InRange(GoldenTensor.LargestDifference(folded.Weight, [24, 30]), 0, 1e-5);
        Assert.InRange(GoldenTensor.LargestDifference(folded.Bias, [-29, -21]), 0, 1e-5);
    }

    [Fact]
    public void Pixels_of_an_image_keep_their_places_when_channels_move_together()
    {
        using var scope = NewDisposeScope();
        var image = arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5);

        var moved = Convolution.ChannelsLast(image);

        Assert.True(moved.eq(image).all().item<bool>());
        Assert.Equal([60, 1, 15, 3], moved.stride());
    }

    [Fact]
    public void An_image_of_other_channels_is_refused_before_libtorch_sees_it()
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution(Sum3x3, new ConvolutionWeights(Ones(9), [0]), Rectifier.None);

        var exception = Assert.Throws<ArgumentException>(() => convolution.forward(zeros(1, 2, 3, 3)));

        Assert.Contains("[batch, 1, height, width], not [1, 2, 3, 3]", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => convolution.forward(zeros(3, 3)));
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    /// <summary>A convolution of one channel over an image of 3 x 3 pixels.</summary>
    private static float[] Run(ConvolutionShape shape, float[] weight, float[] bias, Rectifier rectifier, float[] image)
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution(shape, new ConvolutionWeights(weight, bias), rectifier);
        return ParameterMemory.Of(convolution.forward(tensor(image, 1, 1, 3, 3)).contiguous()).ToArray();
    }
}
