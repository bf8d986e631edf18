using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>
/// Writes an HDF5 file with one contiguous float32 dataset, <see cref="DatasetName.Default"/>, in the oldest version of the
/// format, which every HDF5 library reads. The same features give the same bytes.
/// </summary>
/// <remarks>
/// Hdf5: superblock version 0, a group with a symbol table, object headers of version 1. The structures follow each other in the
/// order of the constants, each of the size that the library reads at once; its own defaults give the B-tree's and the nodes'.
/// </remarks>
internal static class Hdf5Writer
{
    private const long Undefined = -1;
    private const int LeafEntries = 4;
    private const int TreeEntries = 16;

    private const int RootHeader = 96;
    private const int Tree = RootHeader + 40;
    private const int Heap = Tree + 24 + (16 * TreeEntries * 2) + 8;
    private const int HeapData = Heap + 32;
    private const int HeapSize = 88;
    private const int Nodes = HeapData + HeapSize;
    private const int DatasetHeader = Nodes + 8 + (40 * LeafEntries * 2);
    private const int Data = 2048;

    private const int NameOffset = 8;
    private const int FreeOffset = 24;

    public static void Write(Stream stream, FeatureMatrix features)
    {
        var head = new MemoryStream(new byte[Data]);
        using (var writer = new BinaryWriter(head))
        {
            WriteSuperblock(writer, Data + SizeOf(features));
            WriteRootHeader(writer);
            WriteTree(writer);
            WriteHeap(writer);
            WriteNodes(writer);
            WriteDatasetHeader(writer, features);
        }

        stream.Write(head.ToArray());
        FeatureRows.Write(stream, features);
    }

    private static long SizeOf(FeatureMatrix features) => (long)features.Rows * features.Columns * sizeof(float);

    private static void WriteSuperblock(BinaryWriter writer, long end)
    {
        writer.Write(Hdf5Superblock.Signature);
        writer.Write([0, 0, 0, 0, 0, sizeof(long), sizeof(long), 0]);   // versions; bytes of an address and of a length
        writer.Write((short)LeafEntries);
        writer.Write((short)TreeEntries);
        writer.Write(0);
        WriteAll(writer, 0, Undefined, end, Undefined);   // address 0, free space, end, driver
        WriteAll(writer, 0, RootHeader, 1, Tree, Heap);   // the root: its name, its header, that the two others follow
    }

    private static void WriteRootHeader(BinaryWriter writer)
    {
        WriteHeaderStart(writer, RootHeader, messages: 1, size: 24);
        WriteMessageStart(writer, Hdf5Message.SymbolTable, size: 16);
        WriteAll(writer, Tree, Heap);
    }

    private static void WriteTree(BinaryWriter writer)
    {
        writer.Seek(Tree, SeekOrigin.Begin);
        writer.Write("TREE"u8);
        writer.Write(1 << 16);   // of groups, level 0, one child
        WriteAll(writer, Undefined, Undefined);   // siblings
        WriteAll(writer, 0, Nodes, NameOffset);   // the child between the names that bound it
    }

    private static void WriteHeap(BinaryWriter writer)
    {
        const long LastFree = 1;
        writer.Seek(Heap, SeekOrigin.Begin);
        writer.Write("HEAP"u8);
        writer.Write(0);
        WriteAll(writer, HeapSize, FreeOffset, HeapData);
        writer.Seek(HeapData + NameOffset, SeekOrigin.Begin);
        writer.Write("features"u8);
        writer.Seek(HeapData + FreeOffset, SeekOrigin.Begin);
        WriteAll(writer, LastFree, HeapSize - FreeOffset);
    }

    private static void WriteNodes(BinaryWriter writer)
    {
        writer.Seek(Nodes, SeekOrigin.Begin);
        writer.Write("SNOD"u8);
        writer.Write((short)1);   // version
        writer.Write((short)1);   // entries
        WriteAll(writer, NameOffset, DatasetHeader);
    }

    private static void WriteDatasetHeader(BinaryWriter writer, FeatureMatrix features)
    {
        WriteHeaderStart(writer, DatasetHeader, messages: 4, size: 128);
        WriteMessageStart(writer, Hdf5Message.Dataspace, size: 40);
        WriteAll(writer, 0x00_01_02_01);   // version 1, two axes, with limits
        WriteAll(writer, features.Rows, features.Columns, features.Rows, features.Columns);
        WriteMessageStart(writer, Hdf5Message.Datatype, size: 24);
        writer.Write([0x11, 0x20, 31, 0, sizeof(float), 0, 0, 0]);   // version 1, floating-point; implied bit; sign in bit 31
        writer.Write([0, 0, 32, 0, 23, 8, 0, 23, 127, 0, 0, 0]);     // bits; exponent; mantissa; bias
        writer.Write(0);
        WriteMessageStart(writer, Hdf5Message.FillValue, size: 8);
        WriteAll(writer, 0x01_02_02_02);   // version 2, space allocated late, written if set, the default
        WriteMessageStart(writer, Hdf5Message.Layout, size: 24);
        writer.Write([3, (byte)Hdf5LayoutKind.Contiguous]);
        WriteAll(writer, features.Rows > 0 ? Data : Undefined, SizeOf(features));
    }

    private static void WriteHeaderStart(BinaryWriter writer, int address, short messages, int size)
    {
        writer.Seek(address, SeekOrigin.Begin);
        writer.Write((short)1);   // version
        writer.Write(messages);
        writer.Write(1);          // references
        writer.Write(size);
        writer.Write(0);
    }

    private static void WriteMessageStart(BinaryWriter writer, int type, short size)
    {
        writer.Write((short)type);
        writer.Write(size);
        writer.Write(0);
    }

    private static void WriteAll(BinaryWriter writer, params ReadOnlySpan<long> numbers)
    {
        foreach (var number in numbers)
        {
            writer.Write(number);
        }
    }
}
