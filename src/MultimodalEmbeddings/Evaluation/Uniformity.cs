using System.Numerics;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// log mean exp(-2 d²) over all pairs of normalized embeddings at distance d. Wang and Isola 2020, section 4, t = 2.
/// </summary>
/// <remarks>
/// Quadratic in the number of distinct embeddings: one that occurs several times (SICK repeats its sentences a lot) is one row
/// with a weight. Tiles of rows stay in the cache and are shared out over the processors; their sums are added in a fixed
/// order.
/// </remarks>
internal static class Uniformity
{
    private const double T = 2;
    private const int TileRows = 64;

    public static StsMeasure Measure(EmbeddingTable embeddings, IReadOnlyList<IndexedPairs> parts, CancellationToken token)
    {
        var batches = parts.SelectMany(part => part.Batches()).Select(batch => Of(embeddings, batch.Rows, token));
        return new StsMeasure(batches.Average(), Of(embeddings, IndexedPairs.Concat(parts).Rows, token));
    }

    /// <param name="embeddings">Where the rows come from.</param>
    /// <param name="rows">At least two rows; one named twice counts twice.</param>
    /// <param name="token">Ends the computation.</param>
    public static double Of(EmbeddingTable embeddings, int[] rows, CancellationToken token = default)
    {
        var unit = UnitRows.Gather(embeddings, rows);
        var sums = new double[(unit.Count + TileRows - 1) / TileRows];
        var options = new ParallelOptions { CancellationToken = token };
        Parallel.For(0, sums.Length, options, tile => sums[tile] = SumFrom(unit, tile * TileRows, token));
        return Math.Log(sums.Sum() / (rows.Length * (rows.Length - 1.0) / 2));
    }

    /// <summary>The sum over the tiles in the rows from <paramref name="top"/>, from the diagonal to the right.</summary>
    private static double SumFrom(UnitRows unit, int top, CancellationToken token)
    {
        var sum = 0.0;
        for (var left = top; left < unit.Count; left += TileRows)
        {
            token.ThrowIfCancellationRequested();
            sum += SumOfTile(unit, top, left);
        }

        return sum;
    }

    private static double SumOfTile(UnitRows unit, int top, int left)
    {
        int bottom = Math.Min(top + TileRows, unit.Count), right = Math.Min(left + TileRows, unit.Count);
        var sum = 0.0;
        for (var i = top; i < bottom; i += UnitRows.Group)
        {
            for (var j = Math.Max(left, i); j < right; j++)
            {
                var (a, b, c, d) = Products(unit, i, j);
                sum += Term(unit, i, j, a) + Term(unit, i + 1, j, b) + Term(unit, i + 2, j, c) + Term(unit, i + 3, j, d);
            }
        }

        return sum;
    }

    /// <summary>The products of a group of rows with row <paramref name="j"/>, which is loaded once for all of them.</summary>
    private static (double A, double B, double C, double D) Products(UnitRows unit, int i, int j)
    {
        var y = unit.Row(j);
        var a = unit.Row(i)[..y.Length];
        var b = unit.Row(i + 1)[..y.Length];
        var c = unit.Row(i + 2)[..y.Length];
        var d = unit.Row(i + 3)[..y.Length];
        Vector<double> sumA = default, sumB = default, sumC = default, sumD = default;
        for (var k = 0; k < y.Length; k++)
        {
            sumA = Vector.FusedMultiplyAdd(a[k], y[k], sumA);
            sumB = Vector.FusedMultiplyAdd(b[k], y[k], sumB);
            sumC = Vector.FusedMultiplyAdd(c[k], y[k], sumC);
            sumD = Vector.FusedMultiplyAdd(d[k], y[k], sumD);
        }

        return (Vector.Sum(sumA), Vector.Sum(sumB), Vector.Sum(sumC), Vector.Sum(sumD));
    }

    private static double Term(UnitRows unit, int i, int j, double product)
    {
        var weight = unit.Weights[i];
        var pairs = i < j ? weight * unit.Weights[j] : i == j ? weight * (weight - 1) / 2 : 0;
        var squaredDistance = Math.Max(0, unit.SquaredLengths[i] + unit.SquaredLengths[j] - (2 * product));
        return pairs * Math.Exp(-T * squaredDistance);
    }
}
