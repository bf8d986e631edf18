namespace MultimodalEmbeddings.Features;

/// <summary>Finds the chunks of a dataset.</summary>
/// <remarks>Hdf5, section IV.A.2.i and appendix VII.</remarks>
internal sealed class Hdf5ChunkIndex(Hdf5ChunkIndexKind kind)
{
    private const int PartialUnfiltered = 1;
    private const int SingleFiltered = 2;
    private const uint AllFilters = uint.MaxValue;

    private long? _singleSize;
    private uint _singleSkipped;
    private bool _partialAreUnfiltered;

    /// <param name="file">The file.</param>
    /// <param name="block">At the kind of the index; afterwards at its address.</param>
    /// <param name="flags">The layout's.</param>
    public static Hdf5ChunkIndex Read(Hdf5File file, Hdf5Block block, int flags)
    {
        var kind = (Hdf5ChunkIndexKind)block.Byte();
        var index = new Hdf5ChunkIndex(kind) { _partialAreUnfiltered = (flags & PartialUnfiltered) != 0 };
        switch (kind)
        {
            case Hdf5ChunkIndexKind.Single when (flags & SingleFiltered) != 0:
                index._singleSize = block.Length();
                index._singleSkipped = block.UInt32();
                break;
            case Hdf5ChunkIndexKind.Single or Hdf5ChunkIndexKind.Implicit:
                break;
            case Hdf5ChunkIndexKind.FixedArray:
                block.Skip(1);   // what the array's own header says as well
                break;
            case Hdf5ChunkIndexKind.ExtensibleArray:
                block.Skip(5);
                break;
            case Hdf5ChunkIndexKind.Tree:
                block.Skip(6);
                break;
            default:
                throw file.Unsupported($"indexes chunks in the way {(int)kind}, which is not read");
        }

        return index;
    }

    /// <summary>The chunks that were written, in any order; some may lie beyond the dataset's shape.</summary>
    public IEnumerable<Hdf5Chunk> Chunks(Hdf5File file, long address, Hdf5ChunkGrid grid)
    {
        var chunks = kind switch
        {
            Hdf5ChunkIndexKind.OldTree => InOldTree(file, address, grid),
            Hdf5ChunkIndexKind.Single =>
                [new Hdf5Chunk(new long[grid.Rank], address, _singleSize ?? grid.ChunkLength, _singleSkipped)],
            Hdf5ChunkIndexKind.Implicit => InSequence(file, address, grid),
            Hdf5ChunkIndexKind.FixedArray => InArray(new Hdf5FixedArray(file, address).Elements(), grid),
            Hdf5ChunkIndexKind.ExtensibleArray => InArray(new Hdf5ExtensibleArray(file, address).Elements(), grid),
            _ => InTree(new Hdf5Tree(file, address), grid),
        };
        return !_partialAreUnfiltered ? chunks
            : chunks.Select(chunk => grid.IsPartial(chunk.Start) ? chunk with { SkippedFilters = AllFilters } : chunk);
    }

    private static IEnumerable<Hdf5Chunk> InOldTree(Hdf5File file, long address, Hdf5ChunkGrid grid)
    {
        var keyLength = 8 + (8 * (grid.Rank + 1));
        foreach (var (key, child) in Hdf5NodeTree.Children(file, address, Hdf5NodeTree.Chunks, keyLength))
        {
            var fields = new Hdf5Block(file, key);
            var (size, skipped) = (fields.UInt32(), fields.UInt32());
            yield return new Hdf5Chunk([.. Enumerable.Range(0, grid.Rank).Select(_ => fields.Count(8))], child, size, skipped);
        }
    }

    private static IEnumerable<Hdf5Chunk> InSequence(Hdf5File file, long address, Hdf5ChunkGrid grid)
    {
        var count = grid.Count is { } number && (long)number * grid.ChunkLength <= file.Length - address
            ? number
            : throw file.Broken("it has fewer bytes than its chunks take");
        return Enumerable.Range(0, count).Select(i =>
            new Hdf5Chunk(grid.StartOf(i), address + ((long)i * grid.ChunkLength), grid.ChunkLength, 0));
    }

    private static IEnumerable<Hdf5Chunk> InArray(IEnumerable<(long Number, Hdf5Block Fields)> elements, Hdf5ChunkGrid grid)
    {
        foreach (var (number, fields) in elements)
        {
            if (fields.Address() is { } address)
            {
                var sizeLength = fields.Remaining - sizeof(uint);
                yield return grid.HasFilters
                    ? new Hdf5Chunk(grid.StartOf(number), address, fields.Count(sizeLength), fields.UInt32())
                    : new Hdf5Chunk(grid.StartOf(number), address, grid.ChunkLength, 0);
            }
        }
    }

    private static IEnumerable<Hdf5Chunk> InTree(Hdf5Tree tree, Hdf5ChunkGrid grid)
    {
        foreach (var record in tree.Records())
        {
            var address = record.RequiredAddress();
            var sizeLength = record.Remaining - sizeof(uint) - (8 * grid.Rank);
            var (size, skipped) = grid.HasFilters ? (record.Count(sizeLength), record.UInt32()) : (grid.ChunkLength, 0u);
            yield return new Hdf5Chunk(
                grid.StartOf([.. Enumerable.Range(0, grid.Rank).Select(_ => record.Count(8))]), address, size, skipped);
        }
    }
}
