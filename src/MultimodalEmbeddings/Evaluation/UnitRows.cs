using System.Numerics;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>Distinct embeddings divided by their lengths, and how often each occurs, laid out for vector instructions.</summary>
/// <remarks>
/// Rows are padded with zeros to whole vectors, and zero rows of weight 0 fill the last group of <see cref="Group"/> rows, so
/// that loops over them have no remainder.
/// </remarks>
internal sealed class UnitRows
{
    /// <summary>How many rows are multiplied by another at a time.</summary>
    public const int Group = 4;

    private readonly double[] _values;
    private readonly int _stride;

    private UnitRows(int rows, int dimension)
    {
        Count = RoundUp(rows, Group);
        _stride = RoundUp(dimension, Vector<double>.Count);
        _values = new double[Count * _stride];
        Weights = new double[Count];
        SquaredLengths = new double[Count];
    }

    /// <summary>The number of rows, padding included.</summary>
    public int Count { get; }

    /// <summary>How often each embedding occurs.</summary>
    public double[] Weights { get; }

    /// <summary>1, but for embeddings that cannot be brought to length 1: the zero vector.</summary>
    public double[] SquaredLengths { get; }

    /// <param name="embeddings">Where the rows come from.</param>
    /// <param name="rows">Rows, as often as they count.</param>
    public static UnitRows Gather(EmbeddingTable embeddings, IReadOnlyCollection<int> rows)
    {
        var counts = rows.CountBy(row => row).ToArray();
        var unit = new UnitRows(counts.Length, embeddings.Dimension);
        for (var i = 0; i < counts.Length; i++)
        {
            unit.Weights[i] = counts[i].Value;
            unit.SetRow(i, embeddings.Row(counts[i].Key), embeddings.Norm(counts[i].Key));
        }

        return unit;
    }

    /// <summary>A row as vectors, padding included.</summary>
    public ReadOnlySpan<Vector<double>> Row(int row) =>
        MemoryMarshal.Cast<double, Vector<double>>(_values.AsSpan(row * _stride, _stride));

    private void SetRow(int row, ReadOnlySpan<double> source, double norm)
    {
        var target = _values.AsSpan(row * _stride, source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i] / norm;
            SquaredLengths[row] += target[i] * target[i];
        }
    }

    private static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);
}
