using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Features;

/// <summary>Where an HDF5 file says that it begins, ends and has its root.</summary>
/// <param name="OffsetSize">The bytes of an address.</param>
/// <param name="LengthSize">The bytes of a length.</param>
/// <param name="Root">The address of the root group's object header.</param>
/// <remarks>
/// HDF5 File Format Specification, section II.A; versions 0 to 3. "Hdf5" in this folder's comments means that specification,
/// versions 3.0 (HDF5 1.10) and 4.0 (HDF5 2.0).
/// </remarks>
internal sealed record Hdf5Superblock(int OffsetSize, int LengthSize, long Root)
{
    private const int FirstUserBlock = 512;
    private const int FixedLength = 9;
    private const int MaximumLength = 128;

    public static ReadOnlySpan<byte> Signature => [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A];   // ‰HDF, line ends

    /// <returns>Where the superblock begins, after the user block; null if this is no HDF5 file.</returns>
    public static long? Find(MappedFile file)
    {
        for (long start = 0; start <= file.Length - Signature.Length; start = start == 0 ? FirstUserBlock : start * 2)
        {
            if (file.Read(start, Signature.Length).AsSpan().SequenceEqual(Signature))
            {
                return start;
            }
        }

        return null;
    }

    /// <param name="file">The file.</param>
    /// <param name="start">Where the superblock begins; addresses count from there.</param>
    /// <exception cref="CheckpointException">The superblock is broken, or the file ends before it says.</exception>
    public static Hdf5Superblock Read(MappedFile file, long start)
    {
        var bytes = file.Read(start, (int)Math.Min(MaximumLength, file.Length - start));
        var version = bytes.Length > FixedLength ? bytes[8] : byte.MaxValue;
        var sizes = version is 0 or 1 ? 13 : FixedLength;
        if (version > 3 || bytes.Length < sizes + 2 || !IsSize(bytes[sizes]) || !IsSize(bytes[sizes + 1]))
        {
            throw Hdf5File.Broken(
                file.FilePath, $"its superblock of version {version} is none of version 0 to 3, or is cut short");
        }

        var (offset, length) = (bytes[sizes], bytes[sizes + 1]);
        var block = new Hdf5Block(new Hdf5File(file, start, new(offset, length, 0)), bytes);
        block.Skip(version switch { 0 => 24, 1 => 28, _ => 12 } + offset);
        return version < 2 ? ReadOld(file, block, offset, length) : ReadNew(file, start, block, (offset, length));
    }

    private static Hdf5Superblock ReadOld(MappedFile file, Hdf5Block block, int offset, int length)
    {
        block.Skip(offset);            // free space
        RequireWhole(file, block.Number(offset));
        block.Skip(offset + offset);   // driver information; the root entry's name
        return new Hdf5Superblock(offset, length, block.RequiredAddress());
    }

    private static Hdf5Superblock ReadNew(MappedFile file, long start, Hdf5Block block, (int Offset, int Length) sizes)
    {
        block.Skip(sizes.Offset);      // extension
        RequireWhole(file, block.Number(sizes.Offset));
        var root = block.RequiredAddress();
        Hdf5Checksum.Require(file.FilePath, file.Read(start, block.Position + sizeof(uint)));
        return new Hdf5Superblock(sizes.Offset, sizes.Length, root);
    }

    // The end is an address in the whole file, with the user block.
    private static void RequireWhole(MappedFile file, ulong end)
    {
        if (end > (ulong)file.Length)
        {
            throw Hdf5File.Broken(file.FilePath, $"it is cut short: it says that it ends at byte {end} and has {file.Length}");
        }
    }

    private static bool IsSize(byte size) => size is 2 or 4 or 8;
}
