namespace MultimodalEmbeddings.Features;

/// <summary>Where a dataset's values lie.</summary>
/// <param name="Kind">How they lie.</param>
/// <param name="Address">Where they, or their index, lie; null if nothing was written.</param>
/// <remarks>Hdf5, section IV.A.2.i, versions 3 to 5.</remarks>
internal sealed record Hdf5Layout(Hdf5LayoutKind Kind, long? Address)
{
    private const int OldTreeVersion = 3;
    private const int LatestVersion = 5;

    /// <summary>The values themselves, of a compact dataset.</summary>
    public ReadOnlyMemory<byte> Compact { get; private init; }

    /// <summary>The shape of a chunk, of a chunked dataset.</summary>
    public IReadOnlyList<long> Chunk { get; private init; } = [];

    /// <summary>Reads the index of chunks, of a chunked dataset.</summary>
    public Hdf5ChunkIndex? Index { get; private init; }

    public static Hdf5Layout Read(Hdf5File file, Hdf5Block block)
    {
        var version = block.Byte();
        var kind = (Hdf5LayoutKind)block.Byte();
        if (version is < OldTreeVersion or > LatestVersion)
        {
            throw file.Unsupported($"lays a dataset out in version {version}, which is not read");
        }

        return kind switch
        {
            Hdf5LayoutKind.Compact => ReadCompact(block),
            Hdf5LayoutKind.Contiguous => new Hdf5Layout(kind, block.Address()),
            Hdf5LayoutKind.Chunked => version == OldTreeVersion ? ReadOldChunked(file, block) : ReadChunked(file, block),
            Hdf5LayoutKind.Virtual =>
                throw file.Unsupported("holds a virtual dataset, whose values lie in other files, which are never opened"),
            _ => throw file.Broken($"it lays a dataset out in the way {(int)kind}"),
        };
    }

    private static Hdf5Layout ReadCompact(Hdf5Block block)
    {
        var size = block.UInt16();
        var start = block.Position;
        block.Skip(size);
        return new Hdf5Layout(Hdf5LayoutKind.Compact, null) { Compact = block.Bytes.Slice(start, size) };
    }

    private static Hdf5Layout ReadOldChunked(Hdf5File file, Hdf5Block block)
    {
        var rank = block.Byte() - 1;
        var address = block.Address();
        return new Hdf5Layout(Hdf5LayoutKind.Chunked, address)
        {
            Chunk = ReadChunk(file, block, rank, sizeof(uint)),
            Index = new Hdf5ChunkIndex(Hdf5ChunkIndexKind.OldTree),
        };
    }

    private static Hdf5Layout ReadChunked(Hdf5File file, Hdf5Block block)
    {
        var flags = block.Byte();
        var rank = block.Byte() - 1;
        var chunk = ReadChunk(file, block, rank, block.Byte());
        var index = Hdf5ChunkIndex.Read(file, block, flags);
        return new Hdf5Layout(Hdf5LayoutKind.Chunked, block.Address()) { Chunk = chunk, Index = index };
    }

    /// <summary>The shape, after which the size of an element stands.</summary>
    private static long[] ReadChunk(Hdf5File file, Hdf5Block block, int rank, int size)
    {
        var chunk = new long[Math.Max(0, rank)];
        for (var axis = 0; axis < chunk.Length; axis++)
        {
            chunk[axis] = block.Count(size);
            if (chunk[axis] < 1)
            {
                throw file.Broken("its chunks are empty");
            }
        }

        block.Skip(size);
        return chunk;
    }
}
