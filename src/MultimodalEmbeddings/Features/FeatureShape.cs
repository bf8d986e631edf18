using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Features;

/// <summary>The matrix that an array is: its axes of length 1 beyond the first are dropped.</summary>
/// <param name="Rows">The number of images; may be 0.</param>
/// <param name="Columns">The features of each, at least 1.</param>
/// <param name="ColumnAxis">Which axis of the array the columns are.</param>
internal readonly record struct FeatureShape(int Rows, int Columns, int ColumnAxis)
{
    /// <summary>
    /// The longest row that is read, 4 MiB of float32: a file without rows may declare any length, and whoever reads rows makes
    /// room for one.
    /// </summary>
    public const int MaximumColumns = 1 << 20;

    /// <summary>
    /// What deflate gains at most (RFC 1951: 258 bytes of 2 bits). A matrix larger than its file by more than that is no data,
    /// and memory stays in proportion to the file.
    /// </summary>
    public const int MaximumExpansion = 1032;

    private const int MaximumShownAxes = 8;
    private const string Remedy = " Store features of that size contiguously, without compression: they then stay in their file.";

    /// <summary>The number of values.</summary>
    public long Length => (long)Rows * Columns;

    /// <exception cref="CheckpointException">The array is no matrix [images, features].</exception>
    public static FeatureShape Of(string filePath, IReadOnlyList<long> dimensions)
    {
        var beyondFirst = Enumerable.Range(1, Math.Max(0, dimensions.Count - 1));
        int[] axis = [.. beyondFirst.Where(i => dimensions[i] != 1).DefaultIfEmpty(1)];
        return dimensions.Count >= 2 && axis is [var columns]
            && dimensions[0] is >= 0 and <= int.MaxValue && dimensions[columns] is > 0 and <= MaximumColumns
            ? new FeatureShape((int)dimensions[0], (int)dimensions[columns], columns)
            : throw new CheckpointException(
                filePath,
                $"holds an array {Shown(dimensions)}; expected one matrix of features [images, features], with up to 2^31 - 1"
                + $" images and from 1 to {MaximumColumns} features of each. Save the features in that shape.");
    }

    /// <summary>The shape, as in <c>[29783, 2048]</c>.</summary>
    public static string Shown(IReadOnlyList<long> dimensions) =>
        $"[{string.Join(", ", dimensions.Take(MaximumShownAxes))}{(dimensions.Count > MaximumShownAxes ? ", …" : "")}]";

    /// <exception cref="CheckpointException">
    /// The file cannot hold so many values, or neither one array nor the memory can take them.
    /// </exception>
    public void RequireMemory(MappedFile file, int elementSize) =>
        RequireMemory(file, elementSize, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <param name="file">The file.</param>
    /// <param name="elementSize">The bytes of a number in it.</param>
    /// <param name="available">The memory of the machine, or of the container that this runs in, in bytes.</param>
    /// <inheritdoc cref="RequireMemory(MappedFile, int)"/>
    public void RequireMemory(MappedFile file, int elementSize, long available)
    {
        if (Length > Array.MaxLength || Length * elementSize / MaximumExpansion > file.Length)
        {
            throw new CheckpointException(
                file.FilePath,
                $"declares {Rows} rows of {Columns} features, which {file.Length} bytes cannot hold or one array cannot take."
                + Remedy);
        }

        if (Length * sizeof(float) > available)
        {
            throw new CheckpointException(
                file.FilePath,
                $"holds {Rows} rows of {Columns} features in a form that is unpacked whole: into {Length * sizeof(float)} bytes"
                + $" of memory, of which there are {available}." + Remedy);
        }
    }
}
