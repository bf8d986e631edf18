using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using static MultimodalEmbeddings.Tests.Checkpoints.TinyPickle;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class SavedHeadsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_heads_of_the_images_are_filled_and_the_text_head_is_not()
    {
        Write();
        using var heads = new ProjectionHeads(2, new SharedSpace(3, 1));
        var text = Values(heads, "pooler.dense.weight");

        SavedHeads.Read(File, heads);

        Assert.Equal([1f, 2], Values(heads, "grounding.dense.weight"));
        Assert.Equal([3f], Values(heads, "grounding.dense.bias"));
        Assert.Equal([4f, 5, 6], Values(heads, "visn_model.mlp.dense.weight"));
        Assert.Equal([7f], Values(heads, "visn_model.mlp.dense.bias"));
        Assert.Equal(text, Values(heads, "pooler.dense.weight"));
    }

    [Fact]
    public void Heads_of_other_sizes_are_refused()
    {
        Write();
        using var heads = new ProjectionHeads(2, new SharedSpace(4, 1));

        var error = Assert.Throws<CheckpointMismatchException>(() => SavedHeads.Read(File, heads));

        Assert.Equal(("visn_model.mlp.dense.weight", "[1, 4]", "[1, 3]"), (error.TensorName, error.Expected, error.Found));
    }

    [Fact]
    public void A_file_without_the_heads_is_refused()
    {
        System.IO.File.WriteAllBytes(File, Zip(("other", [1], [1])));
        using var heads = new ProjectionHeads(2, new SharedSpace(3, 1));

        Assert.Equal("nothing", Assert.Throws<CheckpointMismatchException>(() => SavedHeads.Read(File, heads)).Found);
    }

    private string File => _folder.File("mcse.pt");

    private static float[] Values(ProjectionHeads heads, string name) => ParameterMemory.Of(heads.get_parameter(name)!).ToArray();

    private void Write()
    {
        byte[] tensor(string key, params long[] shape)
        {
            var length = shape.Aggregate(1L, (product, dimension) => product * dimension);
            return Tensor(Storage("FloatStorage", key, length), 0, shape, RowMajor(shape));
        }

        var pickle = Pickle(Dictionary(
            ("visn_model", Dictionary(("mlp.dense.weight", tensor("0", 1, 3)), ("mlp.dense.bias", tensor("1", 1)))),
            ("grounding", Dictionary(("dense.weight", tensor("2", 1, 2)), ("dense.bias", tensor("3", 1))))));
        System.IO.File.WriteAllBytes(File, Zip(pickle, Bytes(4, 5, 6), Bytes(7), Bytes(1, 2), Bytes(3)));
    }
}
