using System.Numerics;

namespace MultimodalEmbeddings.Features;

/// <summary>The version-2 B-tree of an HDF5 file, whose records are all that is of interest.</summary>
/// <remarks>Hdf5, section III.A.2.</remarks>
internal sealed class Hdf5Tree
{
    private const int MaximumDepth = 16;
    private const int NodeOverhead = 10; // signature, version, type, checksum

    private readonly Hdf5File _file;
    private readonly int _depth;
    private readonly long? _root;
    private readonly int _rootCount;
    private readonly int[] _pointerLengths; // of a node that is so far from the leaves
    private readonly int _countLength;

    public Hdf5Tree(Hdf5File file, long address)
    {
        _file = file;
        var header = file.Checked(address, 22 + file.Superblock.OffsetSize + file.Superblock.LengthSize);
        header.Expect("BTHD"u8);
        header.Skip(2);   // version, type
        var nodeSize = header.UInt32();
        RecordLength = header.UInt16();
        _depth = header.UInt16();
        header.Skip(2);   // percentages at which nodes split and merge
        _root = header.Address();
        _rootCount = header.UInt16();
        if (RecordLength == 0 || nodeSize <= NodeOverhead + RecordLength || nodeSize > file.Length || _depth > MaximumDepth)
        {
            throw file.Broken($"a tree has nodes of {nodeSize} bytes, records of {RecordLength}, and depth {_depth}");
        }

        (_countLength, _pointerLengths) = PointerLengths(nodeSize);
    }

    /// <summary>The bytes of a record.</summary>
    public int RecordLength { get; }

    public IEnumerable<Hdf5Block> Records() => _root is { } root ? Records(root, _rootCount, _depth) : [];

    private IEnumerable<Hdf5Block> Records(long address, int count, int depth)
    {
        var pointers = depth > 0 ? (count + 1) * _pointerLengths[depth] : 0;
        var node = _file.Checked(address, NodeOverhead + ((long)count * RecordLength) + pointers);
        node.Expect(depth > 0 ? "BTIN"u8 : "BTLF"u8);
        node.Skip(2);   // version, type
        for (var i = 0; i < count; i++)
        {
            yield return new Hdf5Block(_file, node.Bytes.Slice(node.Position, RecordLength));
            node.Skip(RecordLength);
        }

        for (var i = 0; i <= count && depth > 0; i++)
        {
            var child = node.RequiredAddress();
            var childCount = (int)Math.Min(node.Number(_countLength), ushort.MaxValue);
            node.Skip(_pointerLengths[depth] - _file.Superblock.OffsetSize - _countLength);   // the number of all below
            foreach (var record in Records(child, childCount, depth - 1))
            {
                yield return record;
            }
        }
    }

    // A count takes the bytes that the largest possible one needs; what fits a node depends on that, level by level.
    private (int Count, int[] Pointers) PointerLengths(long nodeSize)
    {
        var most = (nodeSize - NodeOverhead) / RecordLength;
        var countLength = BytesFor(most);
        var pointers = new int[_depth + 1];
        var below = most;
        for (var level = 1; level <= _depth; level++)
        {
            pointers[level] = _file.Superblock.OffsetSize + countLength + (level > 1 ? BytesFor(below) : 0);
            var records = (UInt128)Math.Max(0, (nodeSize - NodeOverhead - pointers[level]) / (RecordLength + pointers[level]));
            below = (long)UInt128.Min(((records + 1) * (UInt128)below) + records, long.MaxValue);
        }

        return (countLength, pointers);
    }

    private static int BytesFor(long largest) => (BitOperations.Log2((ulong)largest) / 8) + 1;
}
