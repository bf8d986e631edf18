using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tests.Support;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Runtime;

[Collection(UsesTorch.Name)]
public class ScalarArithmeticTests
{
    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void Numbers_and_tensors_are_added_multiplied_and_divided()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, -2 });

        Assert.Equal([1.5f, -3], (x.Plus(x.Times(0.5))).data<float>().ToArray());
        Assert.Equal([4f, 1], x.Plus(3).data<float>().ToArray());
        Assert.Equal([0.25f, -0.5f], x.Over(4).data<float>().ToArray());
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void Integers_stay_integers()
    {
        using var scope = NewDisposeScope();
        var x = NativeTensor.Places(3);

        Assert.Equal([0L, 1, 2], x.data<long>().ToArray());
        Assert.Equal([7L, 9, 11], x.Times(2).Plus(7).data<long>().ToArray());
        Assert.Equal(9007199254740993, tensor(9007199254740993).Integer());
    }

    [Fact]
    [Trait(Category.Name, Category.Unit)]
    public void A_range_of_nothing_is_empty() => Assert.Equal(0, NativeTensor.Places(0).numel());

    [Fact]
    [Trait(Category.Name, Category.Slow)]
    public void Arithmetic_is_right_while_finalizers_run()
    {
        using var one = ones(64);

        Finalizers.RunBeside(() => Assert.Equal(64 * 9.25, Computed(one)), TimeSpan.FromSeconds(6));
    }

    private static double Computed(Tensor one)
    {
        using var scope = NewDisposeScope();

        return one.Plus(one).Times(4).Plus(1).Plus(one.Over(4)).sum().Number();
    }
}
