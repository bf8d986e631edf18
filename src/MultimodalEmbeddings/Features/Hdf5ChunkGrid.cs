namespace MultimodalEmbeddings.Features;

/// <summary>The chunks of a dataset as a grid.</summary>
/// <param name="Space">The dataset's shape.</param>
/// <param name="Shape">The shape of a chunk.</param>
/// <param name="ChunkLength">The bytes of a chunk.</param>
/// <param name="HasFilters">Whether chunks went through filters.</param>
internal sealed record Hdf5ChunkGrid(Hdf5Dataspace Space, IReadOnlyList<long> Shape, int ChunkLength, bool HasFilters)
{
    public int Rank => Shape.Count;

    /// <summary>The chunks along an axis, as far as it may grow.</summary>
    private long Across(int axis) => ((Space.Limits[axis] ?? Space.Dimensions[axis]) + Shape[axis] - 1) / Shape[axis];

    /// <summary>How many chunks there can be, or null if 31 bits do not count them.</summary>
    public int? Count
    {
        get
        {
            var count = 1L;
            for (var axis = 0; axis < Rank; axis++)
            {
                count = Across(axis) is var across && across >= 0 && across <= int.MaxValue ? count * across : long.MaxValue;
                if (count > int.MaxValue)
                {
                    return null;
                }
            }

            return (int)count;
        }
    }

    /// <summary>
    /// The indices of a chunk's first element by its number: row-major, except that an axis without a limit counts as the first.
    /// </summary>
    public long[] StartOf(long number)
    {
        var unlimited = Math.Max(0, Space.Limits.ToList().IndexOf(null));
        var start = new long[Rank];
        foreach (var axis in Enumerable.Range(0, Rank).Where(axis => axis != unlimited).Reverse())
        {
            var across = Math.Max(1, Across(axis));
            start[axis] = number % across * Shape[axis];
            number /= across;
        }

        start[unlimited] = Saturated(number, Shape[unlimited]);
        return start;
    }

    /// <summary>The indices of a chunk's first element by the chunk's place in the grid.</summary>
    public long[] StartOf(IEnumerable<long> place) => [.. place.Zip(Shape, Saturated)];

    /// <summary>Whether a chunk reaches beyond the dataset's shape.</summary>
    public bool IsPartial(IReadOnlyList<long> start) =>
        Enumerable.Range(0, Rank).Any(axis => start[axis] > Space.Dimensions[axis] - Shape[axis]);

    private static long Saturated(long place, long length) =>
        place <= long.MaxValue / length ? place * length : long.MaxValue;
}
