using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

[Trait(Category.Name, Category.Unit)]
public class Hdf5FeaturesTests
{
    private static readonly int[][] Pipelines =
    [
        [],
        [Hdf5Filter.Deflate],
        [Hdf5Filter.Shuffle],
        [Hdf5Filter.Checksum],
        [Hdf5Filter.Shuffle, Hdf5Filter.Deflate],
        [Hdf5Filter.Shuffle, Hdf5Filter.Deflate, Hdf5Filter.Checksum],
        [Hdf5Filter.Checksum, Hdf5Filter.Shuffle, Hdf5Filter.Deflate],
    ];

    [Fact]
    public void Chunks_of_any_shape_and_filters_give_the_matrix()
    {
        var random = new Random(3);
        using var folder = new TemporaryFolder();
        var path = folder.File("f.h5");
        for (var round = 0; round < 60; round++)
        {
            var (rows, columns) = (random.Next(1, 9), random.Next(1, 12));
            var features = RandomFeatures.Create(random, rows, columns);
            var chunks = new SmallChunks(random.Next(1, 12), random.Next(1, 14), Pipelines[round % Pipelines.Length]);
            File.WriteAllBytes(path, chunks.File(features.ToArray(), rows, columns));

            Assert.Equal(features.Bits(), FeatureFile.Load(path).Bits());
        }
    }

    [Fact]
    public void A_chunk_that_was_never_written_is_zero()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(
            folder.File("f.h5"), new SmallChunks(1, 2, []).File([1, 2, 3, 4], 2, 2, isWritten: (row, _) => row == 1));

        Assert.Equal([0, 0, 3, 4], RandomFeatures.Read(folder.File("f.h5")));
    }

    [Fact]
    public void A_name_is_found_in_groups_and_through_soft_links()
    {
        using var folder = new TemporaryFolder();
        var file = new SmallHdf5();
        var group = file.AddGroup(SmallHdf5.HardLink("x", Matrix(file)), SmallHdf5.SoftLink("again", "./x"));
        var root = file.AddGroup(SmallHdf5.HardLink("g", group), SmallHdf5.SoftLink("s", "/g/again"));
        File.WriteAllBytes(folder.File("f.h5"), file.ToArray(root));

        Assert.All<string?>(["g/x", "/g/x", "g/again", "s", null], name =>
            Assert.Equal([1, 2], RandomFeatures.Read(folder.File("f.h5"), name)));
        var exception = Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.h5"), "g/y"));
        Assert.Contains("it holds g/x", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_out_or_in_a_circle_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = new SmallHdf5();
        var root = file.AddGroup(SmallHdf5.ExternalLink("out"), SmallHdf5.SoftLink("round", "round"));
        File.WriteAllBytes(folder.File("f.h5"), file.ToArray(root));

        Assert.Contains(
            "never followed",
            Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.h5"), "out")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "in a circle",
            Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.h5"), "round")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_behind_the_values_of_a_compact_dataset_are_no_values()
    {
        using var folder = new TemporaryFolder();
        var file = new SmallHdf5();
        byte[] layout = [3, 0, 12, 0, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(3f)];
        var dataset = file.AddObject([.. SmallHdf5.Floats(1, 2), (Hdf5Message.Layout, layout)]);
        File.WriteAllBytes(folder.File("f.h5"), file.ToArray(file.AddGroup(SmallHdf5.HardLink("features", dataset))));

        Assert.Equal([1, 2], RandomFeatures.Read(folder.File("f.h5")));
    }

    [Fact]
    public void A_matrix_far_larger_than_its_file_is_refused_before_memory_is_taken()
    {
        using var folder = new TemporaryFolder();
        var file = new SmallHdf5();
        byte[] nowhere = [3, 1, .. SmallHdf5.Numbers(-1, 0)];
        var dataset = file.AddObject([.. SmallHdf5.Floats(1 << 20, 64), (Hdf5Message.Layout, nowhere)]);
        File.WriteAllBytes(folder.File("f.h5"), file.ToArray(file.AddGroup(SmallHdf5.HardLink("features", dataset))));

        var exception = Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.h5")));

        Assert.Contains("1048576 rows of 64 features", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chunk_that_with_its_checksum_is_longer_than_an_array_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = new SmallHdf5();
        byte[] entry = SmallHdf5.Numbers(8, 0, 0, 0, file.Add(new byte[8]));
        byte[] header = [.. "TREE"u8, 1, 0, 1, 0, .. SmallHdf5.Numbers(-1, -1)];
        var tree = file.Add([.. header, .. entry, .. new byte[32]]);
        byte[] chunk = [.. BitConverter.GetBytes(1), .. BitConverter.GetBytes(int.MaxValue / 4), 4, 0, 0, 0];
        byte[] pipeline = [2, 2, Hdf5Filter.Checksum, 0, 0, 0, 0, 0, Hdf5Filter.Deflate, 0, 0, 0, 0, 0];
        var dataset = file.AddObject(
        [
            .. SmallHdf5.Floats(1, 2), (Hdf5Message.Layout, [3, 2, 3, .. SmallHdf5.Numbers(tree), .. chunk]),
            (Hdf5Message.Filters, pipeline),
        ]);
        File.WriteAllBytes(folder.File("f.h5"), file.ToArray(file.AddGroup(SmallHdf5.HardLink("features", dataset))));

        Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File("f.h5")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_damaged_file_gives_a_typed_error_or_a_matrix(bool isChunked)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.h5");
        FeatureFile.Save(path, RandomFeatures.Create(new Random(1), 3, 5));
        var sound = isChunked ? new SmallChunks(2, 3, Pipelines[^1]).File(new float[15], 3, 5) : File.ReadAllBytes(path);
        var random = new Random(2);
        for (var round = 0; round < 400; round++)
        {
            byte[] damaged = round < 100 ? sound[..(sound.Length * round / 100)] : [.. sound];
            foreach (var _ in Enumerable.Range(0, damaged.Length == 0 ? 0 : round % 4))
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, damaged);
            var exception = Record.Exception(() => RandomFeatures.Read(path));
            Assert.True(exception is null or CheckpointException, $"round {round}: {exception}");
            Assert.False(round < 100 && exception is null, $"The first {round} % of a file are no file.");
        }
    }

    private static long Matrix(SmallHdf5 file) => file.AddObject(
    [
        .. SmallHdf5.Floats(1, 2),
        (Hdf5Message.Layout, [3, 0, 8, 0, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)]),
    ]);
}
