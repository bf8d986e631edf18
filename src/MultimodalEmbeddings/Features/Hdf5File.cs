using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Features;

/// <summary>
/// The structure of an HDF5 file, block by block. Every address is checked, and no more is read than a sound file could ask for:
/// that ends every walk, whatever points where.
/// </summary>
internal sealed class Hdf5File
{
    private const long MinimumBudget = 1 << 18;
    private const int SmallestBlock = 32; // so that many empty blocks count as well

    private readonly MappedFile _file;
    private readonly long _start;
    private long _budget;

    /// <param name="file">The file.</param>
    /// <param name="start">Where address 0 lies.</param>
    /// <param name="superblock">What it says about itself.</param>
    public Hdf5File(MappedFile file, long start, Hdf5Superblock superblock)
    {
        (_file, _start, Superblock) = (file, start, superblock);
        _budget = MinimumBudget + (4 * file.Length);
    }

    public MappedFile Content => _file;

    public Hdf5Superblock Superblock { get; }

    public string Path => _file.FilePath;

    /// <summary>The bytes from address 0 to the end of the file.</summary>
    public long Length => _file.Length - _start;

    public static CheckpointException Broken(string filePath, string fault, Exception? innerException = null) => new(
        filePath, $"is a broken HDF5 file: {fault}. Fetch the file again, or write it anew with h5py.", innerException);

    public CheckpointException Broken(string fault) => Broken(Path, fault);

    /// <summary>For what a sound file may hold but features have no need of.</summary>
    public CheckpointException Unsupported(string fault) => new(
        Path, $"{fault}. Write the features anew as one array of float32: file.create_dataset(\"features\", data=features).");

    /// <summary>Where an address lies in the file.</summary>
    public long Position(long address) => _start + address;

    /// <summary>A copy of bytes that hold structure.</summary>
    /// <exception cref="CheckpointException">They do not lie in the file, or more was read than the file could need.</exception>
    public Hdf5Block Block(long address, long length)
    {
        if (address < 0 || length < 0 || length > int.MaxValue || address > Length - length)
        {
            throw Broken($"{length} bytes from address {address} on do not lie in it");
        }

        _budget -= Math.Max(SmallestBlock, length);
        return _budget >= 0
            ? new Hdf5Block(this, _file.Read(Position(address), (int)length))
            : throw Broken("its structure refers to itself, or more often to the same places than it is large");
    }

    /// <summary>A block that ends in its checksum, without it.</summary>
    public Hdf5Block Checked(long address, long length)
    {
        var block = Block(address, length);
        Hdf5Checksum.Require(Path, block.Bytes.Span);
        return new Hdf5Block(this, block.Bytes[..^sizeof(uint)]);
    }
}
