using System.Runtime.InteropServices;
using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Tests.Features;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>A small matrix of float32 in the newer form of HDF5, in each way of finding values and names.</summary>
internal static class TinyHdf5
{
    private const byte Version4 = 4;
    private const byte Contiguously = 1;
    private const string Name = "features";

    public static byte[] Contiguous(float[] values, int rows, int columns)
    {
        var file = new SmallHdf5();
        var address = file.Add(Bytes(values));
        return Whole(file, (rows, columns), [3, Contiguously, .. SmallHdf5.Numbers(address, values.Length * sizeof(float))]);
    }

    public static byte[] Compact(float[] values, int rows, int columns)
    {
        var file = new SmallHdf5();
        var bytes = Bytes(values);
        var dataset = Dataset(file, (rows, columns), [3, 0, .. BitConverter.GetBytes((ushort)bytes.Length), .. bytes]);
        var group = file.AddGroup(SmallHdf5.HardLink("inner", dataset), SmallHdf5.ExternalLink("away"));
        return file.ToArray(
            file.AddGroup(SmallHdf5.HardLink("group", group), SmallHdf5.SoftLink(Name, "/group/inner")));
    }

    public static byte[] SingleChunk(float[] values, int rows, int columns)
    {
        var file = new SmallHdf5();
        return Chunked(file, (rows, columns), rows, [1], file.Add(Bytes(values)));
    }

    public static byte[] Sequence(float[] values, int rows, int columns)
    {
        var file = new SmallHdf5();
        return Chunked(file, (rows, columns), 1, [2], file.Add(Bytes(values)));
    }

    public static byte[] FixedArray(float[] values, int rows, int columns)
    {
        var file = new SmallHdf5();
        var block = file.AddChecked("FADB"u8.ToArray(), new byte[10], SmallHdf5.Numbers(RowAddresses(file, values, columns)));
        var header = file.AddChecked("FAHD"u8.ToArray(), [0, 0, 8, 10], SmallHdf5.Numbers(rows, block));
        return Chunked(file, (rows, columns), 1, [3, 10], header);
    }

    /// <summary>One row in a block that the index lists, the other two in a block that a list of blocks lists.</summary>
    public static byte[] ExtensibleArray(float[] values, int rows, int columns)
    {
        const byte Bits = 2;   // levels of 1, 2 and twice 2 elements
        var (start, file) = (new byte[11], new SmallHdf5());   // version, client, header's address, offset
        var row = RowAddresses(file, values, columns);
        var blocks = new[] { row[..1], row[1..3] }
            .Select(part => file.AddChecked("EADB"u8.ToArray(), start, SmallHdf5.Numbers(part)))
            .Select(block => file.AddChecked("EASB"u8.ToArray(), start, SmallHdf5.Numbers(block))).ToArray();
        var index = file.AddChecked("EAIB"u8.ToArray(), new byte[10], SmallHdf5.Numbers([.. blocks, -1]));
        var header = file.AddChecked(
            "EAHD"u8.ToArray(), [0, 0, 8, Bits, 0, 1, 1, 10], new byte[48], SmallHdf5.Numbers(index));
        return Chunked(file, (rows, columns), 1, [4, Bits, 0, 1, 1, 10], header);
    }

    /// <summary>A root with the middle row between two leaves.</summary>
    public static byte[] Tree(float[] values, int rows, int columns)
    {
        const byte RecordLength = 24;
        var file = new SmallHdf5();
        byte[][] record =
        [
            .. RowAddresses(file, values, columns).Select((address, row) => SmallHdf5.Numbers(address, row, 0)),
        ];
        var (first, last) = (Leaf(file, record[0]), Leaf(file, record[2]));
        var root = file.AddChecked(
            "BTIN"u8.ToArray(), [0, 10], record[1], SmallHdf5.Numbers(first), [1], SmallHdf5.Numbers(last), [1]);
        return Chunked(file, (rows, columns), 1, [5, 128, 0, 0, 0, 100, 40], TreeHeader(file, RecordLength, 1, (root, 1)));
    }

    /// <summary>The root group's link lies in a heap, and a tree of names finds it.</summary>
    public static byte[] Heap(float[] values, int rows, int columns)
    {
        const int BlockHeader = 21;
        const int BlockSize = 512;
        var file = new SmallHdf5();
        var layout = (byte[])[3, Contiguously, .. SmallHdf5.Numbers(file.Add(Bytes(values)), values.Length * sizeof(float))];
        var link = SmallHdf5.HardLink(Name, Dataset(file, (rows, columns), layout));
        byte[] block = [.. "FHDB"u8, .. new byte[BlockHeader - 4], .. link];
        var heap = file.AddChecked(
            "FRHP"u8.ToArray(), [0, 7, 0, 0, 0, 0, .. BitConverter.GetBytes(4096)], new byte[96], [4, 0],
            SmallHdf5.Numbers(BlockSize, BlockSize), [32, 0, 1, 0],
            SmallHdf5.Numbers(file.Add([.. block, .. new byte[BlockSize - block.Length]])), [0, 0]);
        var names = Leaf(file, [0, 0, 0, 0, 0, BlockHeader, 0, 0, 0, (byte)link.Length, 0]);
        var tree = TreeHeader(file, recordLength: 11, depth: 0, (names, 1));
        return file.ToArray(file.AddObject((Hdf5Message.LinkInfo, [0, 0, .. SmallHdf5.Numbers(heap, tree)])));
    }

    private static long Leaf(SmallHdf5 file, byte[] record) => file.AddChecked("BTLF"u8.ToArray(), [0, 10], record);

    private static long TreeHeader(SmallHdf5 file, byte recordLength, byte depth, (long Address, byte Count) root) =>
        file.AddChecked(
            "BTHD"u8.ToArray(), [0, 10, 128, 0, 0, 0, recordLength, 0, depth, 0, 100, 40], SmallHdf5.Numbers(root.Address),
            [root.Count, 0], SmallHdf5.Numbers(root.Count));

    private static long[] RowAddresses(SmallHdf5 file, float[] values, int columns) =>
        [.. values.Chunk(columns).Select(row => file.Add(Bytes(row)))];

    /// <param name="file">Receives the dataset.</param>
    /// <param name="shape">Rows and columns.</param>
    /// <param name="chunkRows">The rows of a chunk.</param>
    /// <param name="index">The kind of the index, and what the layout says of it.</param>
    /// <param name="address">Where it lies.</param>
    private static byte[] Chunked(SmallHdf5 file, (int Rows, int Columns) shape, int chunkRows, byte[] index, long address) =>
        Whole(
            file, shape,
            [
                Version4, 2, 0, 3, 1, (byte)chunkRows, (byte)shape.Columns, sizeof(float), .. index,
                .. SmallHdf5.Numbers(address),
            ]);

    private static byte[] Whole(SmallHdf5 file, (int Rows, int Columns) shape, byte[] layout)
    {
        var dataset = Dataset(file, shape, layout);
        return file.ToArray(file.AddGroup(SmallHdf5.HardLink(Name, dataset)));
    }

    private static long Dataset(SmallHdf5 file, (int Rows, int Columns) shape, byte[] layout) =>
        file.AddObject([.. SmallHdf5.Floats(shape.Rows, shape.Columns), (Hdf5Message.Layout, layout)]);

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();
}
