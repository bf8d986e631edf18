using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

[Trait(Category.Name, Category.Unit)]
public class FeatureFileTests
{
    [Fact]
    public void A_matrix_is_read_row_by_row()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(folder.File("f.safetensors"), [Halves("features", [2, 3], [1, 2, 3, 4, 5, 6])]);

        var features = FeatureFile.Load(folder.File("f.safetensors"));

        Assert.Equal((2, 3), (features.Rows, features.Columns));
        Assert.Equal([4, 5, 6], features.Row(1).ToArray());
    }

    [Theory]
    [InlineData("6")]
    [InlineData("1 2 3")]
    [InlineData("6 0")]
    public void Anything_but_one_matrix_is_refused(string dimensions)
    {
        long[] shape = [.. dimensions.Split(' ').Select(long.Parse)];
        using var folder = new TemporaryFolder();
        var path = folder.File("f.safetensors");
        SafetensorsWriter.Write(path, [Halves("features", shape, new float[shape.Aggregate(1L, (a, b) => a * b)])]);

        var exception = Assert.Throws<CheckpointException>(() => FeatureFile.Load(path));

        Assert.Contains("one matrix of features", exception.Message, StringComparison.Ordinal);
        Assert.Equal(path, exception.FilePath);
    }

    [Fact]
    public void Two_matrices_are_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.safetensors");
        SafetensorsWriter.Write(path, [Halves("a", [1, 1], [1]), Halves("b", [1, 1], [1])]);

        Assert.Throws<CheckpointException>(() => FeatureFile.Load(path));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_number_that_is_not_finite_is_refused_with_its_place(float value)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("f.safetensors");
        SafetensorsWriter.Write(path, [Halves("features", [2, 3], [1, 2, 3, 4, value, 6])]);

        var exception = Assert.Throws<CheckpointException>(() => FeatureFile.Load(path));

        Assert.Contains("row 1, column 1", exception.Message, StringComparison.Ordinal);
        Assert.Equal(path, exception.FilePath);
    }

    private static TensorToWrite Halves(string name, long[] shape, float[] values) => new(name, shape, ElementType.Float16, stream =>
    {
        foreach (var value in values)
        {
            stream.Write(BitConverter.GetBytes((Half)value));
        }
    });
}
