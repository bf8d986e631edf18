namespace MultimodalEmbeddings.Features;

/// <summary>The part of a matrix that lies in a chunk.</summary>
/// <param name="Shape">The matrix.</param>
/// <param name="Row">Its first row.</param>
/// <param name="Column">Its first column.</param>
internal sealed record Hdf5ChunkPart(FeatureShape Shape, int Row, int Column)
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>How many elements of the chunk lie from one row to the next.</summary>
    public required int RowStride { get; init; }

    /// <summary>How many elements of the chunk lie from one column to the next.</summary>
    public required int ColumnStride { get; init; }

    /// <param name="chunk">The bytes of the chunk.</param>
    /// <param name="type">How its numbers are stored.</param>
    /// <param name="values">Receives them, [rows, columns] of the whole matrix.</param>
    public void Copy(ReadOnlySpan<byte> chunk, NumberType type, Span<float> values)
    {
        for (var row = 0; row < Rows; row++)
        {
            var source = chunk[(row * RowStride * type.Size)..];
            var target = values.Slice(((Row + row) * Shape.Columns) + Column, Columns);
            if (ColumnStride == 1)
            {
                NumberConversion.Convert(source[..(Columns * type.Size)], type, target);
                continue;
            }

            for (var column = 0; column < Columns; column++)
            {
                var number = source.Slice(column * ColumnStride * type.Size, type.Size);
                NumberConversion.Convert(number, type, target.Slice(column, 1));
            }
        }
    }
}
