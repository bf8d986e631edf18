using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class DenseLayerTests
{
    private static readonly DenseWeights Weights = new()
    {
        InputSize = 2,
        OutputSize = 3,
        Activation = "Identity",
        Weight = [1, 0, 0, 1, 2, -1],
        Bias = [10, 20, 30],
    };

    [Fact]
    public void It_is_weights_times_input_plus_bias()
    {
        Assert.Equal([13, 24, 32], Forward(Weights, 3, 4));
        Assert.Equal([3, 4, 2], Forward(Weights with { Bias = null }, 3, 4));
        Near([10.6f, 20.8f, 30.4f], Forward(Weights with { NormalizesInput = true }, 3, 4));
    }

    [Theory]
    [InlineData("Identity", -1, 2)]
    [InlineData("Tanh", -0.76159416, 0.96402758)]
    [InlineData("ReLU", 0, 2)]
    [InlineData("GELU", -0.15865525, 1.9544997)] // x Φ(x), with erf
    [InlineData("Sigmoid", 0.26894142, 0.88079708)]
    [InlineData("SiLU", -0.26894142, 1.7615942)]
    [InlineData("ELU", -0.63212056, 2)] // e^x − 1 below 0
    [InlineData("LeakyReLU", -0.01, 2)]
    [InlineData("Softplus", 0.31326169, 2.126928)] // ln(1 + e^x)
    public void Activations_are_those_of_PyTorch_without_arguments(string name, double ofMinusOne, double ofTwo)
    {
        var layer = new DenseWeights { InputSize = 1, OutputSize = 1, Activation = name, Weight = [1] };

        Near([(float)ofMinusOne], Forward(layer, -1));
        Near([(float)ofTwo], Forward(layer, 2));
    }

    [Fact]
    public void Every_activation_that_is_read_is_there_and_no_other() // the reader refuses what is not in the list
    {
        Assert.All(DenseActivations.Supported, name =>
        {
            Assert.Equal(3, Forward(Weights with { Activation = name }, 1, 1).Length);
            Assert.Equal(name, DenseActivations.FromPath(DenseActivations.ToPath(name)));
        });
        Assert.Throws<NotSupportedException>(() => new DenseLayer(Weights with { Activation = "Mish" }));
    }

    [Fact]
    public void A_layer_gives_back_the_weights_it_was_made_of()
    {
        using var layer = new DenseLayer(Weights);
        var copy = layer.ToWeights();

        Assert.Equal(Weights.Weight, copy.Weight);
        Assert.Equal(Weights.Bias, copy.Bias);
        Assert.Equal(Weights with { Weight = copy.Weight, Bias = copy.Bias }, copy);
    }

    private static float[] Forward(DenseWeights weights, params float[] input)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        using var layer = new DenseLayer(weights);
        return layer.forward(tensor(input, [1, input.Length])).data<float>().ToArray();
    }

    private static void Near(float[] expected, float[] found) =>
        Assert.InRange(GoldenTensor.LargestDifference(found, expected), 0, 2e-6);
}
