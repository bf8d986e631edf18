namespace MultimodalEmbeddings.Features;

/// <summary>Reads a chunked dataset.</summary>
internal static class Hdf5Chunks
{
    /// <param name="file">The file.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="values">[rows, columns]: what no chunk holds is left as it is.</param>
    public static void Read(Hdf5File file, Hdf5Dataset dataset, float[] values)
    {
        if (dataset.Layout is not { Index: { } index, Address: { } address })
        {
            return;   // nothing was written
        }

        var grid = Grid(file, dataset);
        var pipeline = new Hdf5Pipeline(file, dataset.Filters, grid.ChunkLength);
        var left = file.Length;
        foreach (var chunk in index.Chunks(file, address, grid))
        {
            // Chunks do not overlap, so that unpacking takes time in proportion to the file.
            left -= chunk.Size;
            if (left < 0 || chunk.Size > Array.MaxLength || chunk.Address > file.Length - chunk.Size)
            {
                throw file.Broken(
                    $"a chunk of {chunk.Size} bytes at address {chunk.Address} does not lie in it, or chunks overlap");
            }

            if (Part(dataset.Shape, grid, chunk) is { } part)
            {
                using var stored = chunk.Size > 0 ? file.Content.Map(file.Position(chunk.Address), (int)chunk.Size) : default;
                part.Copy(pipeline.Decode(stored.Bytes, chunk.SkippedFilters), dataset.Type, values);
            }
        }
    }

    private static Hdf5ChunkGrid Grid(Hdf5File file, Hdf5Dataset dataset)
    {
        if (dataset.Layout.Chunk.Count != dataset.Space.Dimensions.Count)
        {
            throw file.Broken($"its chunks have {dataset.Layout.Chunk.Count} axes, its values {dataset.Space.Dimensions.Count}");
        }

        long length = dataset.Type.Size;
        foreach (var axis in dataset.Layout.Chunk)
        {
            length = axis <= Hdf5Pipeline.MaximumChunk / length
                ? length * axis
                : throw file.Unsupported("has chunks of 2 GiB or more");
        }

        return new Hdf5ChunkGrid(dataset.Space, dataset.Layout.Chunk, (int)length, dataset.Filters.Count > 0);
    }

    /// <returns>Where the chunk belongs; null for one beyond the shape, which a dataset that shrank may keep.</returns>
    private static Hdf5ChunkPart? Part(FeatureShape shape, Hdf5ChunkGrid grid, Hdf5Chunk chunk)
    {
        var (row, column) = (chunk.Start[0], chunk.Start[shape.ColumnAxis]);
        var isBeyond = row >= shape.Rows || column >= shape.Columns
            || Enumerable.Range(1, grid.Rank - 1).Any(axis => axis != shape.ColumnAxis && chunk.Start[axis] > 0);
        return isBeyond ? null : new Hdf5ChunkPart(shape, (int)row, (int)column)
        {
            Rows = (int)Math.Min(grid.Shape[0], shape.Rows - row),
            Columns = (int)Math.Min(grid.Shape[shape.ColumnAxis], shape.Columns - column),
            RowStride = Stride(grid, 0),
            ColumnStride = Stride(grid, shape.ColumnAxis),
        };
    }

    private static int Stride(Hdf5ChunkGrid grid, int axis) =>
        (int)grid.Shape.Skip(axis + 1).Aggregate(1L, (product, length) => product * length);
}
