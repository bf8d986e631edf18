using System.Numerics;

namespace MultimodalEmbeddings.Features;

/// <summary>The heap in which a group of the new format keeps many links.</summary>
/// <remarks>
/// Hdf5, section III.G. Links are small: objects that the heap manages in its blocks and tiny ones, which lie in their own
/// identifiers, are read; huge ones and filtered blocks, which no group has by default, are refused.
/// </remarks>
internal sealed class Hdf5FractalHeap
{
    private const int ManagedObject = 0;
    private const int TinyObject = 2;

    private readonly Hdf5File _file;
    private readonly int _idLength;
    private readonly int _offsetLength;
    private readonly int _lengthLength;
    private readonly List<Hdf5HeapBlock> _blocks;

    public Hdf5FractalHeap(Hdf5File file, long address)
    {
        _file = file;
        var (offset, length) = (file.Superblock.OffsetSize, file.Superblock.LengthSize);
        var header = file.Checked(address, 26 + (3 * offset) + (12 * length));
        header.Expect("FRHP"u8);
        header.Skip(1);   // version
        _idLength = header.UInt16();
        var filterLength = header.UInt16();
        header.Skip(1);   // flags
        var largestObject = header.UInt32();
        header.Skip((2 * offset) + (10 * length));   // huge objects, free space, statistics
        var table = Hdf5DoublingTable.Read(file, header);
        if (filterLength != 0)
        {
            throw file.Unsupported("keeps names in a compressed heap, which is not read");
        }

        _offsetLength = table.OffsetLength;
        _lengthLength = (BitOperations.Log2((ulong)Math.Max(1, Math.Min(table.MaximumDirect, largestObject))) / 8) + 1;
        _blocks = [.. table.Blocks(file)];
        _blocks.Sort((first, second) => first.Start.CompareTo(second.Start));
    }

    /// <param name="id">At the object's identifier, which it takes.</param>
    public Hdf5Block Object(Hdf5Block id)
    {
        var body = new Hdf5Block(_file, id.Bytes.Slice(id.Position, Math.Min(_idLength, id.Remaining)));
        var type = body.Byte();
        return ((type >> 4) & 3) switch
        {
            ManagedObject => Managed(body),
            TinyObject => new Hdf5Block(_file, body.Bytes.Slice(1, Math.Min((type & 0xF) + 1, body.Remaining))),
            _ => throw _file.Unsupported("has a name too long to be read"),
        };
    }

    private Hdf5Block Managed(Hdf5Block id)
    {
        var offset = id.Count(_offsetLength);
        var length = id.Count(_lengthLength);
        var index = _blocks.FindLastIndex(block => block.Start <= offset);
        return index >= 0 && length <= _blocks[index].Size && offset - _blocks[index].Start <= _blocks[index].Size - length
            ? _file.Block(_blocks[index].Address + offset - _blocks[index].Start, length)
            : throw _file.Broken($"a heap has no object at {offset}");
    }
}
