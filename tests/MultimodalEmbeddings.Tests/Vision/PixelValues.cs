using System.Text.Json;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Compares an encoder's input with what is stored of the reference's.</summary>
internal static class PixelValues
{
    /// <param name="expected">Sums in float64 and ten samples: <c>sum</c>, <c>sum_of_squares</c>, <c>samples</c>.</param>
    /// <param name="values">[3, height, width].</param>
    /// <param name="sampleTolerance">How far a sample may be off; sums may be off by a millionth of the sum of squares.</param>
    public static void AssertClose(JsonElement expected, float[] values, double sampleTolerance)
    {
        foreach (var sample in expected.GetProperty("samples").EnumerateArray())
        {
            var (index, value) = (sample[0].GetInt32(), sample[1].GetDouble());
            Assert.InRange(values[index], value - sampleTolerance, value + sampleTolerance);
        }

        var (sum, squares) = (expected.GetProperty("sum").GetDouble(), expected.GetProperty("sum_of_squares").GetDouble());
        Assert.InRange(values.Sum(value => (double)value), sum - (1e-6 * squares), sum + (1e-6 * squares));
        Assert.InRange(values.Sum(value => (double)value * value), squares * (1 - 1e-6), squares * (1 + 1e-6));
    }
}
