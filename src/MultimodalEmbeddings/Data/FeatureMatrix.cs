namespace MultimodalEmbeddings.Data;

/// <summary>Vectors, such as the features of images or embeddings of texts, one row each: [rows, columns].</summary>
public sealed class FeatureMatrix
{
    private readonly ReadOnlyMemory<float> _values;

    /// <param name="values">The values, row by row; kept, not copied, so they must not change afterwards.</param>
    /// <param name="rows">The number of images.</param>
    /// <param name="columns">The number of features of each.</param>
    /// <exception cref="ArgumentException">The values are not [rows, columns], or one is NaN or infinite.</exception>
    public FeatureMatrix(ReadOnlyMemory<float> values, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException(
                $"A feature matrix of {rows} rows and {columns} columns needs {(long)rows * columns} values; " +
                $"there are {values.Length}.",
                nameof(values));
        }

        if (FindNotFinite(values.Span) is { } place)
        {
            throw new ArgumentException(
                $"Row {place / columns} of the feature matrix holds {values.Span[place]} in column {place % columns}.",
                nameof(values));
        }

        (_values, Rows, Columns) = (values, rows, columns);
    }

    /// <summary>The number of vectors.</summary>
    public int Rows { get; }

    /// <summary>The number of components of each.</summary>
    public int Columns { get; }

    /// <summary>The features of one image, [columns].</summary>
    public ReadOnlySpan<float> Row(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Rows);

        return _values.Span.Slice(index * Columns, Columns);
    }

    /// <summary>A matrix of some of the rows, in the order given; a row may occur more than once.</summary>
    public FeatureMatrix SelectRows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);

        var selected = new float[checked(rows.Count * Columns)];
        for (var i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(selected.AsSpan(i * Columns));
        }

        return new FeatureMatrix(selected, rows.Count, Columns);
    }

    /// <summary>A copy of all values, row by row.</summary>
    internal float[] ToArray() => _values.ToArray();

    /// <returns>Where the first NaN or infinity stands; null where there is none.</returns>
    internal static int? FindNotFinite(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return null;
    }
}
