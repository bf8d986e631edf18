using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class ActivationTests
{
    /// <summary>
    /// x Φ(x) with Φ(1) = 0.8413447, and its form with tanh, 0.5 (1 + tanh 0.8336) at 1: the two differ in the fourth digit.
    /// </summary>
    [Theory]
    [InlineData("gelu", 0.8413447, -0.1586553)]
    [InlineData("gelu_new", 0.8411920, -0.1588080)]
    [InlineData("relu", 1, 0)]
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
    public void Another_name_is_refused_with_those_there_are()
    {
        var exception = Assert.Throws<NotSupportedException>(() => Activation.ByName("swish"));

        Assert.Equal("Activation 'swish' is not implemented; gelu, gelu_new, relu and tanh are.", exception.Message);
    }
}
