using System.Numerics;

namespace MultimodalEmbeddings.Features;

/// <summary>
/// The index of a dataset that grows along one axis: the first elements in a block of its own, the others in blocks of growing
/// size, of which the later ones are listed by further blocks.
/// </summary>
/// <remarks>Hdf5, appendix VII.D. Level n has 2^(n/2) blocks of 2^((n+1)/2) times the smallest block's elements.</remarks>
internal sealed class Hdf5ExtensibleArray
{
    private const int MaximumBits = 60;

    private readonly Hdf5File _file;
    private readonly Hdf5ArrayElements _elements;
    private readonly int _elementSize;
    private readonly int _bits;
    private readonly int _firstCount;
    private readonly int _smallest;
    private readonly int _listedLevels; // whose blocks the index block lists itself
    private readonly long? _index;

    public Hdf5ExtensibleArray(Hdf5File file, long address)
    {
        _file = file;
        var header = file.Checked(address, 16 + (6 * file.Superblock.LengthSize) + file.Superblock.OffsetSize);
        header.Expect("EAHD"u8);
        header.Skip(2);   // version, client
        _elementSize = header.Byte();
        _bits = header.Byte();
        _firstCount = header.Byte();
        _smallest = header.Byte();
        var pointers = header.Byte();
        var pageBits = header.Byte();
        header.Skip(6 * file.Superblock.LengthSize);   // statistics
        _index = header.Address();
        if (_elementSize == 0 || pageBits > MaximumBits || !BitOperations.IsPow2(_smallest) || !BitOperations.IsPow2(pointers)
            || _bits > MaximumBits || _bits < BitOperations.Log2((uint)_smallest) + (2 * BitOperations.Log2(pointers)))
        {
            throw file.Broken($"an array of up to 2^{_bits} elements of {_elementSize} bytes cannot be");
        }

        _listedLevels = 2 * BitOperations.Log2(pointers);
        _elements = new Hdf5ArrayElements(file, _elementSize, 1L << pageBits);
    }

    private int OffsetLength => (_bits + 7) / 8;

    private int Prefix => 6 + _file.Superblock.OffsetSize;   // signature, version, client, address of the header

    private int Levels => 1 + _bits - BitOperations.Log2((uint)_smallest);

    public IEnumerable<(long Number, Hdf5Block Fields)> Elements() => _index is { } address ? InIndex(address) : [];

    private static long BlocksOf(int level) => 1L << (level / 2);

    private long LengthOf(int level) => (long)_smallest << ((level + 1) / 2);

    private IEnumerable<(long Number, Hdf5Block Fields)> InIndex(long address)
    {
        var addresses = Enumerable.Range(0, _listedLevels).Sum(BlocksOf) + Levels - _listedLevels;
        var block = _file.Checked(
            address, Prefix + (_firstCount * _elementSize) + (addresses * _file.Superblock.OffsetSize) + sizeof(uint));
        block.Expect("EAIB"u8);
        block.Skip(Prefix - block.Position);
        foreach (var element in _elements.In(block, 0, _firstCount))
        {
            yield return element;
        }

        long first = _firstCount;
        for (var level = 0; level < Levels; level++)
        {
            foreach (var element in level < _listedLevels ? InBlocks(block, first, level, default)
                : block.Address() is { } list ? InList(list, first, level)
                : [])
            {
                yield return element;
            }

            first += BlocksOf(level) * LengthOf(level);
        }
    }

    private IEnumerable<(long Number, Hdf5Block Fields)> InList(long address, long first, int level)
    {
        var pageBits = BlocksOf(level) * _elements.PageBitsOf(LengthOf(level));
        var start = Prefix + OffsetLength;
        var block = _file.Checked(
            address, start + pageBits + (BlocksOf(level) * _file.Superblock.OffsetSize) + sizeof(uint));
        block.Expect("EASB"u8);
        block.Skip(start + (int)pageBits - block.Position);
        return InBlocks(block, first, level, block.Bytes.Slice(start, (int)pageBits));
    }

    /// <param name="list">At the addresses of a level's blocks.</param>
    /// <param name="first">The number of the level's first element.</param>
    /// <param name="level">The level.</param>
    /// <param name="written">Bits that say which pages were written, block after block; empty where blocks are not cut.</param>
    private IEnumerable<(long Number, Hdf5Block Fields)> InBlocks(
        Hdf5Block list, long first, int level, ReadOnlyMemory<byte> written)
    {
        var pageBits = (int)_elements.PageBitsOf(LengthOf(level));
        for (var i = 0; i < BlocksOf(level); i++, first += LengthOf(level))
        {
            if (list.Address() is not { } address)
            {
                continue;
            }

            var bits = written.IsEmpty ? written : written.Slice(i * pageBits, pageBits);
            foreach (var element in InBlock(address, first, LengthOf(level), bits))
            {
                yield return element;
            }
        }
    }

    private IEnumerable<(long Number, Hdf5Block Fields)> InBlock(
        long address, long first, long count, ReadOnlyMemory<byte> written)
    {
        var start = Prefix + OffsetLength;
        var length = start + (written.IsEmpty ? count * _elementSize : 0) + sizeof(uint);
        var block = _file.Checked(address, length);
        block.Expect("EADB"u8);
        block.Skip(start - block.Position);
        return written.IsEmpty
            ? _elements.In(block, first, count)
            : _elements.InPages(address + length, first, count, written);
    }
}
