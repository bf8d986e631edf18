using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class RotaryEmbeddingTests
{
    /// <summary>Of four components the first and third turn by p, the second and fourth by p / √θ.</summary>
    [Fact]
    public void Halves_turn_together()
    {
        using var scope = NewDisposeScope();
        var rotary = RotaryEmbedding.Of(theta: 100, size: 4, tokens: 3, ScalarType.Float32);

        var turned = rotary.Rotate(tensor(new float[] { 1, 1, 0, 0 }).repeat(1, 1, 3, 1)).data<float>().ToArray();

        for (var p = 0; p < 3; p++)
        {
            double[] expected = [Math.Cos(p), Math.Cos(p / 10.0), Math.Sin(p), Math.Sin(p / 10.0)];
            Assert.All(expected.Zip(turned.Skip(4 * p)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void Norms_stay_and_products_depend_on_the_distance_alone()
    {
        using var scope = NewDisposeScope();
        var random = new Random(20250802);
        for (var round = 0; round < 20; round++)
        {
            var (size, theta) = (2 * random.Next(1, 20), Math.Pow(10, random.Next(7)));
            var rotary = RotaryEmbedding.Of(theta, size, tokens: 40, ScalarType.Float64);
            var (query, key) = (randn(size, float64).repeat(1, 1, 40, 1), randn(size, float64).repeat(1, 1, 40, 1));

            var (turned, other) = (rotary.Rotate(query), rotary.Rotate(key));
            var products = turned.matmul(other.transpose(2, 3))[0, 0]; // [40, 40]

            Assert.InRange((turned.norm(-1) - query.norm(-1)).abs().max().item<double>(), 0, 1e-6);
            Assert.InRange((products[1.., 1..] - products[..39, ..39]).abs().max().item<double>(), 0, 1e-4 * size);
            Assert.InRange((turned[0, 0, 0] - query[0, 0, 0]).abs().max().item<double>(), 0, 0);
        }
    }

    [Fact]
    public void Tables_have_the_type_of_what_they_turn()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Float64, RotaryEmbedding.Of(10, 2, 3, ScalarType.Float64).Cosines.dtype);
        Assert.Equal([3, 2], RotaryEmbedding.Of(10, 2, 3, ScalarType.Float32).Sines.shape);
    }
}
