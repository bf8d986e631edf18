using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class PackingTests
{
    [Fact]
    public void Tokens_stand_one_after_the_other_and_return_to_their_places()
    {
        using var scope = NewDisposeScope();
        var padded = tensor(new float[] { 1, 2, 3, 4, -1, -2 }, [2, 3, 1]); // two sentences, of three tokens and of one
        var packing = new Packing([2, 3], tensor(new long[] { 0, 1, 2, 3 }));

        var packed = packing.Pack(padded);

        Assert.Equal([1, 2, 3, 4], ParameterMemory.Of(packed).ToArray());
        Assert.Equal([1, 2, 3, 4, 0, 0], ParameterMemory.Of(packing.Unpack(packed)).ToArray());
    }

    [Fact]
    public void Without_padding_nothing_moves()
    {
        using var scope = NewDisposeScope();
        var states = arange(24, ScalarType.Float32).view(2, 3, 4);
        var packing = new Packing([2, 3], Positions: null);

        var packed = packing.Pack(states);

        Assert.Equal([6, 4], packed.shape);
        Assert.Equal([2, 3, 4], packing.Unpack(packed).shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(value => (float)value), ParameterMemory.Of(packing.Unpack(packed)).ToArray());
    }

    [Fact]
    public void A_gradient_reaches_each_token_once_and_no_padding()
    {
        using var scope = NewDisposeScope();
        var padded = ones(2, 3, 1).requires_grad_();
        var packing = new Packing([2, 3], tensor(new long[] { 0, 1, 2, 3 }));

        (packing.Unpack(packing.Pack(padded)) * 2).sum().backward();

        Assert.Equal([2, 2, 2, 2, 0, 0], ParameterMemory.Of(padded.grad!).ToArray());
    }
}
