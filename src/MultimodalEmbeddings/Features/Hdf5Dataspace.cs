namespace MultimodalEmbeddings.Features;

/// <summary>The shape of a dataset.</summary>
/// <param name="Dimensions">As it is.</param>
/// <param name="Limits">As far as it may grow; null where an axis has no limit.</param>
/// <remarks>Hdf5, section IV.A.2.b, versions 1 and 2.</remarks>
internal sealed record Hdf5Dataspace(IReadOnlyList<long> Dimensions, IReadOnlyList<long?> Limits)
{
    private const int MaximumRank = 32; // HDF5's own limit
    private const int NullSpace = 2;

    public static Hdf5Dataspace Read(Hdf5File file, Hdf5Block block)
    {
        var (version, rank, flags) = (block.Byte(), block.Byte(), block.Byte());
        var kind = block.Byte();
        if (version is not (1 or 2) || rank > MaximumRank || (version == 2 && kind == NullSpace))
        {
            throw file.Unsupported($"holds a dataset without values, or of more than {MaximumRank} axes");
        }

        block.Skip(version == 1 ? 4 : 0);
        var dimensions = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            dimensions[axis] = block.Length();
        }

        var limits = new long?[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            limits[axis] = (flags & 1) == 0 ? dimensions[axis] : Limit(file, block);
        }

        return new Hdf5Dataspace(dimensions, limits);
    }

    private static long? Limit(Hdf5File file, Hdf5Block block)
    {
        var limit = block.Number(file.Superblock.LengthSize);
        return limit <= long.MaxValue ? (long)limit : null;
    }
}
