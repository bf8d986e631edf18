using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class CheckpointTests : IDisposable
{
    private const string Bias = "encoder.layer.0.output.LayerNorm.bias";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_directory_gives_its_configuration_and_its_tensors_by_name()
    {
        TinyCheckpoint.Write(_folder.FullName, TinyCheckpoint.Tensors());

        using var checkpoint = Checkpoint.Open(_folder.FullName);

        Assert.Equal(TinyCheckpoint.Configuration, checkpoint.Configuration);
        Assert.Equal(_folder.FullName, checkpoint.Directory);
        Assert.Equal(TinyCheckpoint.Tensors().Select(tensor => tensor.Name).Order(), checkpoint.Names.Order());
        Assert.True(checkpoint.Contains(Bias));
        Assert.False(checkpoint.Contains("pooler.dense.bias"));
        Assert.Equal([20f, 20], SafetensorsFileTests.Values(checkpoint.Find(Bias, [2])));   // the 21st of the encoder's tensors
    }

    [Fact]
    public void Prefixed_names_and_the_old_names_of_layer_norms_are_read_as_the_plain_ones()
    {
        TinyCheckpoint.Write(
            _folder.FullName,
            [
                .. TinyCheckpoint.Tensors().Select(tensor => tensor with { Name = "bert." + OldName(tensor.Name) }),
                TinyCheckpoint.Filled("cls.predictions.bias", [3], 9),
            ]);

        using var checkpoint = Checkpoint.Open(_folder.FullName);

        Assert.Equal([20f, 20], SafetensorsFileTests.Values(checkpoint.Find(Bias, [2])));
        Assert.Equal([9f, 9, 9], SafetensorsFileTests.Values(checkpoint.Find("cls.predictions.bias", [3])));
    }

    [Fact]
    public void The_trained_pooler_wins_over_the_pretrained_one()
    {
        TinyCheckpoint.Write(
            _folder.FullName,
            [
                .. TinyCheckpoint.Tensors().Select(tensor => tensor with { Name = "bert." + tensor.Name }),
                TinyCheckpoint.Filled("bert.pooler.dense.bias", [2], 1),
                TinyCheckpoint.Filled("pooler.dense.bias", [2], 2),
            ]);

        using var checkpoint = Checkpoint.Open(_folder.FullName);

        Assert.Equal([2f, 2], SafetensorsFileTests.Values(checkpoint.Find("pooler.dense.bias", [2])));
    }

    [Fact]
    public void Two_tensors_for_one_place_are_refused()
    {
        TinyCheckpoint.Write(_folder.FullName, [.. TinyCheckpoint.Tensors(), TinyCheckpoint.Filled("bert." + Bias, [2], 1)]);

        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Open(_folder.FullName));

        Assert.Equal($"{Weights} holds {Bias} twice: as {Bias} and as bert.{Bias}.", error.Message);
    }

    [Fact]
    public void Missing_tensors_are_listed_together()
    {
        var tensors = TinyCheckpoint.Tensors();
        tensors.RemoveRange(19, 2);
        TinyCheckpoint.Write(_folder.FullName, tensors);

        var error = Assert.Throws<CheckpointMismatchException>(() => Checkpoint.Open(_folder.FullName));

        Assert.Equal($"{Weights} lacks 2 of 21 tensors: encoder.layer.0.output.LayerNorm.weight, {Bias}", error.Message);
        Assert.Equal("encoder.layer.0.output.LayerNorm.weight", error.TensorName);
        Assert.Equal(("[2]", "nothing"), (error.Expected, error.Found));
    }

    [Fact]
    public void Weights_of_another_shape_than_the_configuration_says_are_refused()
    {
        TinyCheckpoint.Write(_folder.FullName, TinyCheckpoint.Tensors());
        (TinyCheckpoint.Configuration with { VocabularySize = 7 }).Write(_folder.File("config.json"));

        var error = Assert.Throws<CheckpointMismatchException>(() => Checkpoint.Open(_folder.FullName));

        Assert.Equal($"{Weights} holds embeddings.word_embeddings.weight as [3, 2]; expected [7, 2].", error.Message);
        Assert.Equal(("[7, 2]", "[3, 2]"), (error.Expected, error.Found));
    }

    [Fact]
    public void Asking_for_what_is_not_there_raises()
    {
        TinyCheckpoint.Write(_folder.FullName, TinyCheckpoint.Tensors());
        using var checkpoint = Checkpoint.Open(_folder.FullName);

        Assert.Equal("[4]", Assert.Throws<CheckpointMismatchException>(() => checkpoint.Find("pooler", [4])).Expected);
        Assert.Equal("[2]", Assert.Throws<CheckpointMismatchException>(() => checkpoint.Find(Bias, [2, 1])).Found);
    }

    [Fact]
    public void A_closed_checkpoint_gives_no_values()
    {
        TinyCheckpoint.Write(_folder.FullName, TinyCheckpoint.Tensors());
        var checkpoint = Checkpoint.Open(_folder.FullName);
        var tensor = checkpoint.Find(Bias, [2]);
        checkpoint.Dispose();

        Assert.Throws<ObjectDisposedException>(() => tensor.CopyTo(new float[2]));
    }

    [Fact]
    public void A_directory_without_its_files_says_what_is_there_what_is_missing_and_what_would_do()
    {
        Assert.Equal($"{_folder.FullName} lacks config.json and model.safetensors; it holds nothing.", Refusal(_folder.FullName));
        Assert.Equal(
            $"{Weights} is not a directory; a checkpoint is one that holds config.json and model.safetensors.", Refusal(Weights));

        TinyCheckpoint.Configuration.Write(_folder.File("config.json"));
        File.WriteAllText(_folder.File("pytorch_model.bin"), "");
        var pickled = Refusal(_folder.FullName);
        Assert.Contains("lacks model.safetensors; it holds config.json, pytorch_model.bin. PyTorch's .bin files", pickled);
        Assert.Contains("python -c", pickled);

        File.WriteAllText(_folder.File("model.safetensors.index.json"), "");
        Assert.Contains("Weights in several files are not read yet", Refusal(_folder.FullName));
    }

    private string Weights => _folder.File("model.safetensors");

    private static string OldName(string name) =>
        name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
            .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);

    private static string Refusal(string directory) =>
        Assert.Throws<CheckpointException>(() => Checkpoint.Open(directory)).Message;
}
