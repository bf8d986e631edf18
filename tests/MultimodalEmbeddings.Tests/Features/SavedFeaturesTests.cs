using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

[Trait(Category.Name, Category.Unit)]
public class SavedFeaturesTests
{
    [Theory]
    [InlineData("f.safetensors")]
    [InlineData("f.h5")]
    [InlineData("f.HDF5")]
    public void What_is_saved_is_loaded_bit_for_bit(string name)
    {
        var random = new Random(7);
        using var folder = new TemporaryFolder();
        for (var round = 0; round < 50; round++)
        {
            var features = RandomFeatures.Create(random, random.Next(0, 40), random.Next(1, 70));
            FeatureFile.Save(folder.File(name), features);

            var loaded = FeatureFile.Load(folder.File(name), "features");

            Assert.Equal((features.Rows, features.Columns), (loaded.Rows, loaded.Columns));
            Assert.Equal(features.Bits(), loaded.Bits());
        }

        Assert.Equal(name, Path.GetFileName(Assert.Single(Directory.GetFiles(folder.FullName))));
    }

    [Fact]
    public void A_file_stays_as_it_is_when_the_new_one_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.h5");
        FeatureFile.Save(path, new FeatureMatrix(new float[] { 1 }, 1, 1));

        Assert.Throws<IOException>(() => FeatureFile.Save(path, new FeatureMatrix(new FailingRows())));

        Assert.Equal([1], FeatureFile.Load(path).Row(0).ToArray());
        Assert.Single(Directory.GetFiles(folder.FullName));
    }

    [Theory]
    [InlineData("f.npy")]
    [InlineData("f")]
    public void A_format_that_is_not_written_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => FeatureFile.Save(name, new FeatureMatrix(new float[] { 1 }, 1, 1)));

    [Theory]
    [InlineData("f.safetensors")]
    [InlineData("f.h5")]
    public void Every_row_that_is_not_finite_is_named(string name)
    {
        using var folder = new TemporaryFolder();
        FeatureFile.Save(folder.File(name), new FeatureMatrix(new GivenRows([1, float.NaN, 2, float.PositiveInfinity])));

        var message = Assert.Throws<CheckpointException>(() => FeatureFile.Load(folder.File(name))).Message;

        Assert.Contains("NaN in row 1, column 0", message, StringComparison.Ordinal);
        Assert.Contains("rows are 1, 3.", message, StringComparison.Ordinal);
    }

    private sealed class GivenRows(float[] values) : IFeatureRows
    {
        public int Rows => values.Length;

        public int Columns => 1;

        public void Read(int first, Span<float> destination) => values.AsSpan(first, destination.Length).CopyTo(destination);

        public void Dispose()
        {
        }
    }

    private sealed class FailingRows : IFeatureRows
    {
        public int Rows => 2;

        public int Columns => 1;

        public void Read(int first, Span<float> destination) => throw new IOException("The disk is gone.");

        public void Dispose()
        {
        }
    }
}
