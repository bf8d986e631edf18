namespace MultimodalEmbeddings.Features;

/// <summary>A step that chunks went through when they were written.</summary>
/// <param name="Id">What it did: one of the constants.</param>
/// <param name="Parameters">Numbers for it.</param>
/// <remarks>Hdf5, section IV.A.2.l, versions 1 and 2.</remarks>
internal sealed record Hdf5Filter(int Id, IReadOnlyList<uint> Parameters)
{
    public const int Deflate = 1;
    public const int Shuffle = 2;
    public const int Checksum = 3;

    private const int FirstNamed = 256;
    private const int MaximumCount = 32; // HDF5's own limit, by the width of a chunk's mask

    private static readonly Dictionary<int, string> OtherNames = new()
    {
        [4] = "szip",
        [5] = "n-bit",
        [6] = "scale-offset",
        [32000] = "LZF",
        [32001] = "Blosc",
        [32004] = "LZ4",
        [32015] = "Zstandard",
    };

    /// <returns>The filters in the order in which they were applied.</returns>
    /// <exception cref="Checkpoints.CheckpointException">One of them is not known.</exception>
    public static IReadOnlyList<Hdf5Filter> ReadAll(Hdf5File file, Hdf5Block block)
    {
        var version = block.Byte();
        var count = block.Byte();
        if (version is not (1 or 2) || count > MaximumCount)
        {
            throw file.Broken($"it lists {count} filters in version {version}");
        }

        block.Skip(version == 1 ? 6 : 0);
        var filters = new Hdf5Filter[count];
        for (var i = 0; i < count; i++)
        {
            filters[i] = Read(file, block, version);
        }

        return filters;
    }

    private static Hdf5Filter Read(Hdf5File file, Hdf5Block block, int version)
    {
        var id = block.UInt16();
        var nameLength = version == 1 || id >= FirstNamed ? block.UInt16() : 0;
        block.Skip(2);   // flags
        var parameters = new uint[block.UInt16()];
        block.Skip(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = block.UInt32();
        }

        block.Skip(version == 1 && parameters.Length % 2 != 0 ? sizeof(uint) : 0);
        return id is Deflate or Shuffle or Checksum
            ? new Hdf5Filter(id, parameters)
            : throw file.Unsupported(
                $"holds chunks that went through the filter {id} ({OtherNames.GetValueOrDefault(id, "not of the standard")});"
                + " deflate, shuffle and Fletcher-32 are read");
    }
}
