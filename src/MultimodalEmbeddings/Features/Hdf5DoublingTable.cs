using System.Numerics;

namespace MultimodalEmbeddings.Features;

/// <summary>How the blocks of a heap grow: rows of as many blocks, each row after the second of twice the size.</summary>
/// <param name="Width">The blocks of a row.</param>
/// <param name="StartingSize">The bytes of a block in the first two rows; a power of 2.</param>
/// <param name="MaximumDirect">The largest block that holds objects; larger ones hold blocks.</param>
/// <param name="OffsetLength">The bytes of a place in the heap.</param>
/// <remarks>Hdf5, section III.G.</remarks>
internal sealed record Hdf5DoublingTable(int Width, long StartingSize, long MaximumDirect, int OffsetLength)
{
    private const int MaximumRows = 64;

    private long? Root { get; init; }

    private int RootRows { get; init; }

    private int DirectRows => BitOperations.Log2((ulong)MaximumDirect) - BitOperations.Log2((ulong)StartingSize) + 2;

    public static Hdf5DoublingTable Read(Hdf5File file, Hdf5Block header)
    {
        var width = header.UInt16();
        var starting = header.Length();
        var largest = header.Length();
        var bits = header.UInt16();
        header.Skip(2);   // rows that the root begins with
        var root = header.Address();
        var rows = header.UInt16();
        return width > 0 && BitOperations.IsPow2(starting) && BitOperations.IsPow2(largest) && starting <= largest
            && largest <= int.MaxValue && bits is > 0 and <= 64 && rows <= MaximumRows
            ? new Hdf5DoublingTable(width, starting, largest, (bits + 7) / 8) { Root = root, RootRows = rows }
            : throw file.Broken($"a heap has rows of {width} blocks from {starting} to {largest} bytes");
    }

    /// <summary>The blocks that hold objects.</summary>
    public IEnumerable<Hdf5HeapBlock> Blocks(Hdf5File file) =>
        Root is not { } root ? []
        : RootRows == 0 ? [new Hdf5HeapBlock(0, StartingSize, root)]
        : Blocks(file, root, (RootRows, 0));

    private IEnumerable<Hdf5HeapBlock> Blocks(Hdf5File file, long address, (int Rows, long Start) place)
    {
        var headerLength = 5 + file.Superblock.OffsetSize + OffsetLength;
        var block = file.Checked(
            address, headerLength + ((long)place.Rows * Width * file.Superblock.OffsetSize) + sizeof(uint));
        block.Expect("FHIB"u8);
        block.Skip(headerLength - block.Position);
        var start = place.Start;
        for (var entry = 0; entry < place.Rows * Width; entry++)
        {
            var (row, size) = (entry / Width, SizeOf(file, entry / Width));
            foreach (var found in block.Address() is not { } child ? []
                : row < DirectRows ? [new Hdf5HeapBlock(start, size, child)]
                : Blocks(file, child, (RowsOf(file, size, row), start)))
            {
                yield return found;
            }

            start += size;
        }
    }

    private long SizeOf(Hdf5File file, int row)
    {
        var shift = Math.Max(0, row - 1);
        return shift < MaximumRows - 1 - BitOperations.Log2((ulong)StartingSize) - BitOperations.Log2((uint)Width)
            ? StartingSize << shift
            : throw file.Broken("a heap is larger than 63 bits count");
    }

    // A block that holds blocks has as many rows as bring its size; each such block has fewer than the one that it is in.
    private int RowsOf(Hdf5File file, long size, int rowsAbove)
    {
        var rows = BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)StartingSize * (ulong)Width) + 1;
        return rows > 0 && rows <= rowsAbove
            ? rows
            : throw file.Broken("a heap holds itself");
    }
}
