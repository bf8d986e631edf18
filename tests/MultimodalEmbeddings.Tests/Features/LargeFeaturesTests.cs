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

    [Theory]
    [InlineData("f.safetensors")]
    [InlineData("f.h5")]
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

    /// <summary>Zeros, but for a 3 that begins the row before the last, and a NaN that ends the last.</summary>
    private static void CreateSparse(string path)
    {
        var length = Path.GetExtension(path) == ".h5" ? CreateHdf5(path) : CreateSafetensors(path);
        using var stream = new FileStream(path, FileMode.Open);
        stream.SetLength(length);
        stream.Position = length - (2 * Columns * sizeof(float));
        stream.Write(BitConverter.GetBytes(3f));
        stream.Position = length - sizeof(float);
        stream.Write(BitConverter.GetBytes(float.NaN));
    }

    private static long CreateSafetensors(string path)
    {
        const long Size = (long)Rows * Columns * sizeof(float);
        var header = $"{{\"features\":{{\"dtype\":\"F32\",\"shape\":[{Rows},{Columns}],\"data_offsets\":[0,{Size}]}}}}";
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. Encoding.ASCII.GetBytes(header)]);
        return sizeof(long) + header.Length + Size;
    }

    private static long CreateHdf5(string path)
    {
        const long Size = (long)Rows * Columns * sizeof(float);
        var length = Hdf5(data: 0, Size).Length;
        File.WriteAllBytes(path, Hdf5(length, Size));
        return length + Size;
    }

    private static byte[] Hdf5(long data, long size)
    {
        var file = new SmallHdf5();
        byte[] layout = [3, 1, .. SmallHdf5.Numbers(data, size)];
        var dataset = file.AddObject([.. SmallHdf5.Floats(Rows, Columns), (Hdf5Message.Layout, layout)]);
        return file.ToArray(file.AddGroup(SmallHdf5.HardLink("features", dataset)));
    }
}
