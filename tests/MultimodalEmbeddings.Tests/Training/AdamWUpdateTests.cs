using System.Numerics;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class AdamWUpdateTests
{
    /// <summary>Less than a vector, whole vectors with a rest, exactly a slice, several slices with a rest.</summary>
    public static TheoryData<int> Lengths() => [1, 7, 8, 19, 64, 1 << 16, (3 << 16) + 13];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_number_follows_the_formula_wherever_it_stands(int length)
    {
        Check<float>(length, 1e-6);
        Check<double>(length, 1e-14);
    }

    private static void Check<T>(int length, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var scope = NewDisposeScope();
        var random = new Random(length);
        T[] Draw(double low) => [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(low + random.NextDouble()))];
        var (parameter, gradient, first, second) = (Draw(-0.5), Draw(-0.5), Draw(-0.5), Draw(0.1));
        var tensors = new[] { parameter, gradient, first, second }.Select(values => from_array(values).clone()).ToArray();

        new AdamWUpdate(rate: 0.1, step: 3, weightDecay: 0.2).Apply<T>(tensors[0], tensors[1], tensors[2], tensors[3]);

        var size = 0.1 * Math.Sqrt(1 - Math.Pow(0.999, 3)) / (1 - Math.Pow(0.9, 3));
        var found = tensors.Select(tensor => tensor.data<T>().Select(double.CreateChecked).ToArray()).ToArray();
        for (var i = 0; i < length; i++)
        {
            double Of(T[] values) => double.CreateChecked(values[i]);
            var mean = (0.9 * Of(first)) + (0.1 * Of(gradient));
            var square = (0.999 * Of(second)) + (0.001 * Of(gradient) * Of(gradient));
            var moved = (Of(parameter) - (size * mean / (Math.Sqrt(square) + 1e-6))) * (1 - (0.1 * 0.2));
            Assert.Equal((moved, mean, square), (found[0][i], found[2][i], found[3][i]), Near(tolerance));
        }
    }

    private static EqualityComparer<(double, double, double)> Near(double tolerance) =>
        EqualityComparer<(double, double, double)>.Create((a, b) =>
            Math.Abs(a.Item1 - b.Item1) <= tolerance && Math.Abs(a.Item2 - b.Item2) <= tolerance
            && Math.Abs(a.Item3 - b.Item3) <= tolerance);
}
