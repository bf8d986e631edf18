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
        const string Any = "model.safetensors or model.safetensors.index.json or pytorch_model.bin"
            + " or pytorch_model.bin.index.json";
        Assert.Equal($"{_folder.FullName} lacks config.json and {Any}; it holds nothing.", Refusal(_folder.FullName));
        Assert.Equal(
            $"{Weights} is not a directory; a checkpoint is one that holds config.json and {Any}.", Refusal(Weights));

        TinyCheckpoint.Configuration.Write(_folder.File("config.json"));
        File.WriteAllText(_folder.File("model.onnx"), "");
        Assert.Equal($"{_folder.FullName} lacks {Any}; it holds config.json, model.onnx.", Refusal(_folder.FullName));
    }

    [Fact]
    public void Weights_are_looked_for_in_the_order_of_transformers()
    {
        TinyCheckpoint.Configuration.Write(_folder.File("config.json"));
        Bin(("pytorch_model-1.bin", 1), ("pytorch_model.bin", 2));
        var map = TinyCheckpoint.Tensors().Select(tensor => $"\"{tensor.Name}\":\"pytorch_model-1.bin\"");
        File.WriteAllText(_folder.File("pytorch_model.bin.index.json"), $"{{\"weight_map\":{{{string.Join(',', map)}}}}}");

        Assert.Equal(2, Loaded());

        File.Delete(_folder.File("pytorch_model.bin"));
        Assert.Equal(1, Loaded());

        File.Copy(_folder.File("pytorch_model.bin.index.json"), _folder.File("model.safetensors.index.json"));
        Bin(("pytorch_model.bin", 2));
        Assert.Equal(1, Loaded());

        SafetensorsWriter.Write(
            Weights, [.. TinyCheckpoint.Tensors().Select(tensor => TinyCheckpoint.Filled(tensor.Name, tensor.Shape, 3))]);
        Assert.Equal(3, Loaded());

        float Loaded()
        {
            using var checkpoint = Checkpoint.Open(_folder.FullName);
            return SafetensorsFileTests.Values(checkpoint.Find(Bias, [2]))[0];
        }

        void Bin(params (string File, float Value)[] files)
        {
            foreach (var (file, value) in files)
            {
                File.WriteAllBytes(_folder.File(file), TinyPickle.Zip(Plain(value)));
            }
        }
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("model.")]
    [InlineData("state_dict.model.bert.")]
    [InlineData("model_state_dict.module.bert.")]
    public void What_training_programs_put_around_a_model_is_taken_away(string wrapper)
    {
        TinyCheckpoint.Configuration.Write(_folder.File("config.json"));
        File.WriteAllBytes(
            _folder.File("pytorch_model.bin"),
            TinyPickle.Legacy([.. Plain(4).Select(tensor => (wrapper + tensor.Name, tensor.Shape, tensor.Values))]));

        using var checkpoint = Checkpoint.Open(_folder.FullName);

        Assert.Equal([4f, 4], SafetensorsFileTests.Values(checkpoint.Find(Bias, [2])));
    }

    private static (string Name, long[] Shape, float[] Values)[] Plain(float value) =>
    [
        .. EncoderTensors.Of(TinyCheckpoint.Configuration).Select(tensor => (
            tensor.Name,
            tensor.Shape.ToArray(),
            Enumerable.Repeat(value, (int)tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension)).ToArray())),
    ];

    private string Weights => _folder.File("model.safetensors");

    private static string OldName(string name) =>
        name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
            .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);

    private static string Refusal(string directory) =>
        Assert.Throws<CheckpointException>(() => Checkpoint.Open(directory)).Message;
}
