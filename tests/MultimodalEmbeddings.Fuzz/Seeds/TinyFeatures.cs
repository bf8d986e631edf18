using System.IO.Compression;
using System.Text;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Fuzz.Mutations;
using MultimodalEmbeddings.Tests.Features;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>A matrix of a few features as HDF5, NPY and NPZ, in the ways in which those lay it out.</summary>
internal static class TinyFeatures
{
    private const int Rows = 3;
    private const int Columns = 4;

    private static readonly float[] Values = [.. Enumerable.Range(1, Rows * Columns).Select(value => value / 4f)];

    public static Dictionary<string, byte[]> Hdf5 => new()
    {
        ["contiguous, oldest form"] = Written,
        ["chunks"] = new SmallChunks(2, 3, []).File(Values, Rows, Columns),
        ["chunks, some never written"] = new SmallChunks(1, 4, []).File(Values, Rows, Columns, (row, _) => row == 1),
        ["chunks, all filters"] = new SmallChunks(2, 4, [2, 1, 3]).File(Values, Rows, Columns),
        ["contiguous, newer form"] = TinyHdf5.Contiguous(Values, Rows, Columns),
        ["compact, in a group, through a soft link"] = TinyHdf5.Compact(Values, Rows, Columns),
        ["one chunk"] = TinyHdf5.SingleChunk(Values, Rows, Columns),
        ["chunks in sequence"] = TinyHdf5.Sequence(Values, Rows, Columns),
        ["fixed array of chunks"] = TinyHdf5.FixedArray(Values, Rows, Columns),
        ["extensible array of chunks"] = TinyHdf5.ExtensibleArray(Values, Rows, Columns),
        ["tree of chunks"] = TinyHdf5.Tree(Values, Rows, Columns),
        ["links in a heap"] = TinyHdf5.Heap(Values, Rows, Columns),
    };

    public static Dictionary<string, byte[]> Npy => new()
    {
        ["float32"] = Array("<f4", $"({Rows}, {Columns})", Floats),
        ["float64 in columns"] = Array(">f8", $"({Rows}, {Columns})", new byte[Rows * Columns * 8], isColumnMajor: true),
        ["integers, an axis of 1"] = Array("|i1", $"({Rows}, 1, {Columns})", new byte[Rows * Columns]),
        ["none"] = Array("<f2", $"(0, {Columns})", []),
    };

    public static Dictionary<string, byte[]> Npz => new()
    {
        ["stored"] = ZipRecords.Write([ZipRecord.Stored("features.npy"u8.ToArray(), Npy["float32"])]),
        ["deflated"] = ZipRecords.Write([ZipRecord.Deflated("arr_0.npy"u8.ToArray(), Npy["float64 in columns"])]),
        ["two arrays"] = ZipRecords.Write(
        [
            ZipRecord.Deflated("names.npy"u8.ToArray(), Npy["none"]),
            ZipRecord.Deflated("features.npy"u8.ToArray(), Npy["float32"]),
        ]),
        ["of the platform"] = OfThePlatform,
    };

    private static byte[] Floats => [.. Values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Written
    {
        get
        {
            using var stream = new MemoryStream();
            Hdf5Writer.Write(stream, new FeatureMatrix(Values, Rows, Columns));
            return stream.ToArray();
        }
    }

    // With sizes behind the entry, as for a stream that cannot go back.
    private static byte[] OfThePlatform
    {
        get
        {
            using var stream = new MemoryStream();
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                var entry = archive.CreateEntry("features.npy");
                entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var content = entry.Open();
                content.Write(Npy["float32"]);
            }

            return stream.ToArray();
        }
    }

    private static byte[] Array(string type, string shape, byte[] values, bool isColumnMajor = false)
    {
        var order = isColumnMajor ? "True" : "False";
        var header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}".PadRight(117) + "\n";
        return
        [
            .. NpyPreamble.Signature, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header),
            .. values,
        ];
    }
}
