using System.IO.Compression;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

[Trait(Category.Name, Category.Unit)]
public class NpzFeaturesTests
{
    private const string Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}";

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void An_array_is_found_by_its_name(CompressionLevel level)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.npz");
        Write(path, level, ("a.npy", Matrix(1)), ("b.npy", Matrix(2)), ("note.txt", "text"u8.ToArray()));

        Assert.Equal([2, 2, 2, 2], RandomFeatures.Read(path, "b"));
        var exception = Assert.Throws<CheckpointException>(() => FeatureFile.Load(path));
        Assert.Contains("a, b", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_array_named_features_and_the_only_array_need_no_name()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("two.npz"), CompressionLevel.Optimal, ("other.npy", Matrix(1)), ("features.npy", Matrix(2)));
        Write(folder.File("one.npz"), CompressionLevel.Optimal, ("arr_0.npy", Matrix(3)));

        Assert.Equal([2, 2, 2, 2], RandomFeatures.Read(folder.File("two.npz")));
        Assert.Equal([3, 3, 3, 3], RandomFeatures.Read(folder.File("one.npz")));
    }

    [Fact]
    public void Bytes_behind_the_matrix_are_refused_without_being_unpacked()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("f.npz"), CompressionLevel.Optimal, ("features.npy", [.. Matrix(1), .. new byte[1 << 20]]));

        Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.npz")));
    }

    [Fact]
    public void A_damaged_archive_gives_a_typed_error_or_a_matrix()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.npz");
        Write(path, CompressionLevel.Optimal, ("features.npy", Matrix(1)));
        var sound = File.ReadAllBytes(path);
        var random = new Random(4);
        for (var round = 0; round < 300; round++)
        {
            byte[] damaged = round < 100 ? sound[..(sound.Length * round / 100)] : [.. sound];
            foreach (var _ in Enumerable.Range(0, damaged.Length == 0 ? 0 : round % 3))
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, damaged);
            var exception = Record.Exception(() => RandomFeatures.Read(path));
            Assert.True(exception is null or CheckpointException, $"round {round}: {exception}");
        }
    }

    private static byte[] Matrix(float value) => NpyFeaturesTests.Array(Header, [value, value, value, value], 1);

    private static void Write(string path, CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var stream = archive.CreateEntry(name, level).Open();
            stream.Write(content);
        }
    }
}
