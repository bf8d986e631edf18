using System.Numerics;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>Products of single-precision rows with double-precision weights, a group of rows at a time.</summary>
internal static class LogisticKernels
{
    /// <summary>How many rows share one pass over the weights.</summary>
    public const int Group = 4;

    /// <summary>The products of <see cref="Group"/> rows with the weights.</summary>
    /// <param name="features">The table.</param>
    /// <param name="rows">The rows, exactly <see cref="Group"/>.</param>
    /// <param name="weights">One row of weights, [width].</param>
    /// <param name="products">Receives the products, [group].</param>
    public static void Multiply(
        LogisticFeatures features, ReadOnlySpan<int> rows, ReadOnlySpan<double> weights, Span<double> products)
    {
        var w = MemoryMarshal.Cast<double, Vector<double>>(weights);
        var a = features.Row(rows[0]);
        var b = features.Row(rows[1])[..a.Length];
        var c = features.Row(rows[2])[..a.Length];
        var d = features.Row(rows[3])[..a.Length];
        Vector<double> sumA = default, sumB = default, sumC = default, sumD = default;
        for (var i = 0; i < a.Length; i++)
        {
            Vector<double> low = w[2 * i], high = w[(2 * i) + 1];
            sumA = MultiplyAdd(a[i], low, high, sumA);
            sumB = MultiplyAdd(b[i], low, high, sumB);
            sumC = MultiplyAdd(c[i], low, high, sumC);
            sumD = MultiplyAdd(d[i], low, high, sumD);
        }

        (products[0], products[1]) = (Vector.Sum(sumA), Vector.Sum(sumB));
        (products[2], products[3]) = (Vector.Sum(sumC), Vector.Sum(sumD));
    }

    /// <summary>Adds the rows, each times its factor, to a sum.</summary>
    /// <param name="features">The table.</param>
    /// <param name="rows">The rows, exactly <see cref="Group"/>.</param>
    /// <param name="factors">The factors, [group].</param>
    /// <param name="sum">The sum, [width], or the first of its entries, whole vectors of floats.</param>
    public static void Accumulate(
        LogisticFeatures features, ReadOnlySpan<int> rows, ReadOnlySpan<double> factors, Span<double> sum)
    {
        var s = MemoryMarshal.Cast<double, Vector<double>>(sum);
        var a = features.Row(rows[0]);
        var b = features.Row(rows[1])[..a.Length];
        var c = features.Row(rows[2])[..a.Length];
        var d = features.Row(rows[3])[..a.Length];
        Vector<double> byA = new(factors[0]), byB = new(factors[1]), byC = new(factors[2]), byD = new(factors[3]);
        for (var i = 0; i < s.Length / 2; i++)
        {
            Vector.Widen(a[i], out var lowA, out var highA);
            Vector.Widen(b[i], out var lowB, out var highB);
            Vector.Widen(c[i], out var lowC, out var highC);
            Vector.Widen(d[i], out var lowD, out var highD);
            s[2 * i] += (lowA * byA) + (lowB * byB) + (lowC * byC) + (lowD * byD);
            s[(2 * i) + 1] += (highA * byA) + (highB * byB) + (highC * byC) + (highD * byD);
        }
    }

    private static Vector<double> MultiplyAdd(Vector<float> row, Vector<double> low, Vector<double> high, Vector<double> sum)
    {
        Vector.Widen(row, out var rowLow, out var rowHigh);
        return Vector.FusedMultiplyAdd(rowHigh, high, Vector.FusedMultiplyAdd(rowLow, low, sum));
    }
}
