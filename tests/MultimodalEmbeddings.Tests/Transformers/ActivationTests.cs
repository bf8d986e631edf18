using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ActivationTests
{
    /// <summary>
    /// x Φ(x) with Φ(1) = 0.8413447, and its form with tanh, 0.5 (1 + tanh 0.8336) at 1: the two differ in the fourth digit. With
    /// σ, the logistic function: σ(1) = 0.7310586 and σ(1.702) = 0.8457958.
    /// </summary>
    [Theory]
    [InlineData("gelu", 0.8413447, -0.1586553)]
    [InlineData("gelu_python", 0.8413447, -0.1586553)]
    [InlineData("gelu_new", 0.8411920, -0.1588080)]
    [InlineData("gelu_fast", 0.8411920, -0.1588080)]
    [InlineData("gelu_pytorch_tanh", 0.8411920, -0.1588080)]
    [InlineData("quick_gelu", 0.8457958, -0.1542042)]
    [InlineData("relu", 1, 0)]
    [InlineData("silu", 0.7310586, -0.2689414)]
    [InlineData("swish", 0.7310586, -0.2689414)]
    [InlineData("tanh", 0.7615942, -0.7615942)]
    public void Each_has_its_own_values(string name, double ofOne, double ofMinusOne)
    {
        using var scope = NewDisposeScope();
        var found = Activation.ByName(name)(tensor(new float[] { 1, -1, 0 }));

        Assert.Equal(ofOne, found[0].item<float>(), 1e-6);
        Assert.Equal(ofMinusOne, found[1].item<float>(), 1e-6);
        Assert.Equal(0, found[2].item<float>());
    }

    [Fact]
    public void All_that_a_configuration_may_name_are_implemented() =>
        Assert.All(EncoderConfigurationRules.Activations, name => Assert.NotNull(Activation.ByName(name)));

    [Fact]
    public void Another_name_is_refused()
    {
        var exception = Assert.Throws<NotSupportedException>(() => Activation.ByName("mish"));

        Assert.Equal("Activation 'mish' is not implemented.", exception.Message);
    }
}
