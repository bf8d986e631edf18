namespace MultimodalEmbeddings.Features;

/// <summary>The numbers of an NPY array that come one after another.</summary>
internal static class NpyNumbers
{
    private const int BlockSize = 1 << 16;

    /// <param name="stream">At the first number.</param>
    /// <param name="header">How they are stored and in which order.</param>
    /// <param name="shape">How many there are.</param>
    /// <param name="values">Receives [rows, columns].</param>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public static void Read(Stream stream, NpyHeader header, FeatureShape shape, float[] values)
    {
        var block = new byte[BlockSize];
        var numbers = new float[BlockSize / header.Type.Size];
        for (var done = 0; done < values.Length;)
        {
            var count = Math.Min(numbers.Length, values.Length - done);
            var bytes = block.AsSpan(0, count * header.Type.Size);
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                throw new InvalidDataException("The array ends before its last number.");
            }

            NumberConversion.Convert(bytes, header.Type, numbers.AsSpan(0, count));
            Place(numbers.AsSpan(0, count), done, values, header.IsColumnMajor ? shape : null);
            done += count;
        }
    }

    /// <param name="numbers">Numbers that follow each other in the file.</param>
    /// <param name="start">How many stand before them.</param>
    /// <param name="values">Receives them, row by row.</param>
    /// <param name="columnMajor">The matrix, if the file holds its columns one after another.</param>
    private static void Place(ReadOnlySpan<float> numbers, int start, float[] values, FeatureShape? columnMajor)
    {
        if (columnMajor is not { } shape)
        {
            numbers.CopyTo(values.AsSpan(start));
            return;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            var (column, row) = Math.DivRem(start + i, shape.Rows);
            values[(row * shape.Columns) + column] = numbers[i];
        }
    }
}
