namespace MultimodalEmbeddings.Data;

/// <summary>Vectors, such as the features of images or embeddings of texts, one row each: [rows, columns].</summary>
public sealed class FeatureMatrix
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly IFeatureRows? _stored;

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

    /// <param name="stored">Rows that are read when they are asked for, each finite; kept until this is collected.</param>
    internal FeatureMatrix(IFeatureRows stored) => (_stored, Rows, Columns) = (stored, stored.Rows, stored.Columns);

    /// <summary>The number of vectors.</summary>
    public int Rows { get; }

    /// <summary>The number of components of each.</summary>
    public int Columns { get; }

    /// <summary>The features of one image, [columns]. Safe for concurrent use.</summary>
    /// <remarks>A matrix whose values stay in their file gives a copy, and says here if a value is NaN or infinite.</remarks>
    /// <exception cref="Checkpoints.CheckpointException">
    /// The row is read from its file, and cannot be read or holds what is no number.
    /// </exception>
    public ReadOnlySpan<float> Row(int index)
    {
        if (_stored is null)
        {
            return Loaded(index);
        }

        var row = new float[Columns];
        CopyRow(index, row);
        return row;
    }

    /// <summary>A matrix of some of the rows, in the order given; a row may occur more than once.</summary>
    public FeatureMatrix SelectRows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);

        var selected = new float[checked(rows.Count * Columns)];
        for (var i = 0; i < rows.Count; i++)
        {
            CopyRow(rows[i], selected.AsSpan(i * Columns, Columns));
        }

        return new FeatureMatrix(selected, rows.Count, Columns);
    }

    /// <summary>Copies the features of one image, [columns].</summary>
    internal void CopyRow(int index, Span<float> destination)
    {
        if (_stored is null)
        {
            Loaded(index).CopyTo(destination);
            return;
        }

        RequireRow(index);
        _stored.Read(index, destination[..Columns]);
    }

    /// <summary>A copy of all values, row by row.</summary>
    internal float[] ToArray()
    {
        if (_stored is null)
        {
            return _values.ToArray();
        }

        var values = new float[checked(Rows * Columns)];
        _stored.Read(0, values);
        return values;
    }

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

    private ReadOnlySpan<float> Loaded(int index)
    {
        RequireRow(index);
        return _values.Span.Slice(index * Columns, Columns);
    }

    private void RequireRow(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Rows);
    }
}
