using System.Diagnostics;
using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

/// <summary>A file too large to be read at once is read row by row. The files are sparse: zeros that take no disk.</summary>
[Trait(Category.Name, Category.Unit)]
[Collection(MeasuresMemory.Name)]
public class LargeFeaturesTests
{
    private const int Rows = 150_000;
    private const int Columns = 512;
    private const int Asked = 1000;
    private const long Size = (long)Rows * Columns * sizeof(float);

    private static ReadOnlySpan<byte> EntryName => "features.npy"u8;

    [Theory]
    [InlineData("f.safetensors")]
    [InlineData("f.h5")]
    [InlineData("f.npy")]
    [InlineData("f.npz")]
    public void Rows_that_are_asked_for_are_all_that_takes_memory(string name)
    {
        using var folder = new TemporaryFolder();
        CreateSparse(folder.File(name));
        FeatureMatrix? features = null;

        var allocated = MeasuresMemory.Of(() =>
        {
            features = FeatureFile.Load(folder.File(name));
            var random = new Random(0);
            for (var i = 0; i < Asked; i++)
            {
                Assert.Equal(0f, features.Row(random.Next(Rows - 1))[Columns - 1]);
            }
        });

        Assert.Equal((Rows, Columns), (features!.Rows, features.Columns));
        Assert.InRange(allocated, 0, (Asked * 2L * Columns * sizeof(float)) + (4 << 20));
        Assert.Equal(3f, features.SelectRows([0, Rows - 2]).Row(1)[0]);
    }

    [Theory]
    [InlineData("f.safetensors")]
    [InlineData("f.h5")]
    [InlineData("f.npy")]
    [InlineData("f.npz")]
    public void Reading_every_row_leaves_none_in_memory(string name)
    {
        using var folder = new TemporaryFolder();
        CreateSparse(folder.File(name));
        var before = WorkingSet();

        var features = FeatureFile.Load(folder.File(name));
        var row = new float[Columns];
        for (var i = 0; i < Rows - 1; i++)
        {
            features.CopyRow(i, row);
        }

        Assert.Equal(3f, row[0]);
        Assert.InRange(WorkingSet() - before, long.MinValue, 48L << 20);   // the file has 307 MB
    }

    [Fact]
    public void A_row_that_is_not_finite_is_named_when_it_is_read()
    {
        using var folder = new TemporaryFolder();
        CreateSparse(folder.File("f.h5"));
        var features = FeatureFile.Load(folder.File("f.h5"));

        var exception = Assert.Throws<CheckpointException>(() => features.Row(Rows - 1).ToArray());

        Assert.Contains($"NaN in row {Rows - 1}, column {Columns - 1}", exception.Message, StringComparison.Ordinal);
        Assert.Throws<CheckpointException>(() => features.SelectRows([0, Rows - 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => features.Row(Rows).ToArray());
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 2, 1, 3 })]   // shuffle, deflate, Fletcher-32
    public void Chunks_are_unpacked_in_room_that_they_share(int[] filters)
    {
        const int Chunked = 20_000;
        using var folder = new TemporaryFolder();
        var values = new float[Chunked * Columns];
        File.WriteAllBytes(folder.File("f.h5"), new SmallChunks(100, Columns, filters).File(values, Chunked, Columns));

        var allocated = MeasuresMemory.Of(() => FeatureFile.Load(folder.File("f.h5")));

        Assert.InRange(allocated, 0, (values.Length * (long)sizeof(float)) + (4 << 20));   // 200 chunks have 40 MB
    }

    [Fact]
    public void Features_that_memory_cannot_take_unpacked_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("f"), new byte[100]);
        using var file = MappedFile.Open(folder.File("f"));
        var shape = new FeatureShape(10, 2, 1);

        shape.RequireMemory(file, sizeof(float), available: 80);
        var exception = Assert.Throws<CheckpointException>(() => shape.RequireMemory(file, sizeof(float), available: 79));

        Assert.Contains("80 bytes of memory, of which there are 79", exception.Message, StringComparison.Ordinal);
        Assert.Contains("without compression", exception.Message, StringComparison.Ordinal);
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Zeros, but for a 3 that begins the row before the last, and a NaN that ends the last.</summary>
    private static void CreateSparse(string path)
    {
        var length = Path.GetExtension(path) switch
        {
            ".h5" => CreateHdf5(path),
            ".npy" => Create(path, NpyStart()),
            ".npz" => Create(path, NpzStart()),
            _ => CreateSafetensors(path),
        };
        using var stream = new FileStream(path, FileMode.Open);
        stream.SetLength(length);
        stream.Position = length - (2 * Columns * sizeof(float));
        stream.Write(BitConverter.GetBytes(3f));
        stream.Position = length - sizeof(float);
        stream.Write(BitConverter.GetBytes(float.NaN));
        stream.Write(Path.GetExtension(path) == ".npz" ? NpzEnd(length) : []);
    }

    private static long Create(string path, byte[] start)
    {
        File.WriteAllBytes(path, start);
        return start.Length + Size;
    }

    private static byte[] NpyStart()
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({Rows}, {Columns}), }}\n";
        byte[] length = BitConverter.GetBytes((short)header.Length);
        return [.. NpyPreamble.Signature, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header)];
    }

    /// <summary>An entry that is stored, up to its first value; its checksum is wrong.</summary>
    private static byte[] NpzStart()
    {
        var npy = NpyStart();
        return [.. "PK\u0003\u0004"u8, .. EntryFields(npy.Length + Size), .. EntryName, .. npy];
    }

    private static byte[] NpzEnd(long length)
    {
        byte[] entry =
        [
            .. "PK\u0001\u0002"u8, 20, 0, .. EntryFields(NpyStart().Length + Size), .. new byte[14], .. EntryName,
        ];
        return
        [
            .. entry, .. "PK\u0005\u0006"u8, 0, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(entry.Length),
            .. BitConverter.GetBytes((int)length), 0, 0,
        ];
    }

    // Version, flags, method, time, checksum; both sizes; the lengths of the name and of what else there is.
    private static byte[] EntryFields(long size) =>
    [
        20, 0, .. new byte[12], .. BitConverter.GetBytes((int)size), .. BitConverter.GetBytes((int)size), (byte)EntryName.Length,
        0, 0, 0,
    ];

    private static long CreateSafetensors(string path)
    {
        var header = $"{{\"features\":{{\"dtype\":\"F32\",\"shape\":[{Rows},{Columns}],\"data_offsets\":[0,{Size}]}}}}";
        return Create(path, [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header)]);
    }

    private static long CreateHdf5(string path)
    {
        var length = Hdf5(data: 0).Length;
        return Create(path, Hdf5(length));
    }

    private static byte[] Hdf5(long data)
    {
        var file = new SmallHdf5();
        byte[] layout = [3, 1, .. SmallHdf5.Numbers(data, Size)];
        var dataset = file.AddObject([.. SmallHdf5.Floats(Rows, Columns), (Hdf5Message.Layout, layout)]);
        return file.ToArray(file.AddGroup(SmallHdf5.HardLink("features", dataset)));
    }
}
