using System.Numerics;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Feature vectors in single precision, row by row, each followed by a 1, which the intercept is multiplied with.
/// </summary>
/// <remarks>Rows are padded with zeros to whole vectors, so that loops over them have no remainder.</remarks>
internal sealed class LogisticFeatures
{
    private readonly float[] _values;

    /// <param name="rows">The number of rows.</param>
    /// <param name="dimension">The number of features in each.</param>
    /// <exception cref="ArgumentException">The features would not fit into one array.</exception>
    public LogisticFeatures(int rows, int dimension)
    {
        Dimension = dimension;
        Width = PaddedLength(dimension + 1);
        if ((long)rows * Width > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{rows} rows of {dimension} features do not fit into one array; split the task.", nameof(rows));
        }

        _values = new float[rows * Width];
        for (var row = 0; row < rows; row++)
        {
            _values[(row * Width) + dimension] = 1;
        }
    }

    /// <summary>The number of features, the 1 left out.</summary>
    public int Dimension { get; }

    /// <summary>The length of a row with the 1 and the padding.</summary>
    public int Width { get; }

    /// <summary>The features of a row, [dimension], to write and to read.</summary>
    public Span<float> Features(int row) => _values.AsSpan(row * Width, Dimension);

    /// <summary>A whole row as vectors.</summary>
    public ReadOnlySpan<Vector<float>> Row(int row) =>
        MemoryMarshal.Cast<float, Vector<float>>(_values.AsSpan(row * Width, Width));

    /// <summary>A number of entries with the padding behind them.</summary>
    public static int PaddedLength(int entries) =>
        (entries + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>One column of some rows; the column behind the features is 1.</summary>
    public void CopyColumn(int column, ReadOnlySpan<int> rows, Span<double> values)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = _values[(rows[i] * Width) + column];
        }
    }
}
