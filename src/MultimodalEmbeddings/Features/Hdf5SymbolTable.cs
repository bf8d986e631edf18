namespace MultimodalEmbeddings.Features;

/// <summary>The links of a group in the old format: nodes of names under a B-tree, the names themselves in a heap.</summary>
/// <remarks>Hdf5, sections III.A.1, III.B, III.C and III.D.</remarks>
internal static class Hdf5SymbolTable
{
    private const int SoftLink = 2;
    private const int ScratchLength = 16;
    private const int NodeHeaderLength = 8;

    public static IEnumerable<Hdf5Link> Links(Hdf5File file, Hdf5Block message)
    {
        var tree = message.RequiredAddress();
        var names = Names(file, message.RequiredAddress());
        return Hdf5NodeTree.Children(file, tree, Hdf5NodeTree.Groups, file.Superblock.LengthSize)
            .SelectMany(child => Entries(file, names, child.Address));
    }

    private static ReadOnlyMemory<byte> Names(Hdf5File file, long address)
    {
        var heap = file.Block(address, 8 + (2 * file.Superblock.LengthSize) + file.Superblock.OffsetSize);
        heap.Expect("HEAP"u8);
        heap.Skip(4);   // version, reserved
        var size = heap.Length();
        heap.Skip(file.Superblock.LengthSize);   // free list
        return file.Block(heap.RequiredAddress(), size).Bytes;
    }

    private static IEnumerable<Hdf5Link> Entries(Hdf5File file, ReadOnlyMemory<byte> names, long address)
    {
        var start = file.Block(address, NodeHeaderLength);
        start.Expect("SNOD"u8);
        start.Skip(2);   // version, reserved
        var entryLength = (2 * file.Superblock.OffsetSize) + 8 + ScratchLength;
        var count = start.UInt16();
        var node = file.Block(address + NodeHeaderLength, count * entryLength);
        for (var i = 0; i < count; i++)
        {
            yield return Entry(file, names, node);
        }
    }

    private static Hdf5Link Entry(Hdf5File file, ReadOnlyMemory<byte> names, Hdf5Block node)
    {
        var name = Text(file, names, node.Count(file.Superblock.OffsetSize));
        var address = node.Address();
        var type = node.UInt32();
        node.Skip(4);   // reserved
        var target = node.UInt32();
        node.Skip(ScratchLength - sizeof(uint));
        return type == SoftLink
            ? new Hdf5Link(name, null, Text(file, names, target))
            : new Hdf5Link(name, address, null);
    }

    private static string Text(Hdf5File file, ReadOnlyMemory<byte> names, long start) => start < names.Length
        ? new Hdf5Block(file, names[(int)start..]).Text(names.Length - (int)start)
        : throw file.Broken($"a name begins at byte {start} of a heap of {names.Length} bytes");
}
