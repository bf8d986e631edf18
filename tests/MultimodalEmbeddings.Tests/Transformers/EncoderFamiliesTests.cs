using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Transformers;
using TorchSharp;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Transformers;

/// <summary>What holds for an encoder of any family, tried on small ones with random sizes and weights.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class EncoderFamiliesTests
{
    private const int Rounds = 5;

    public static IEnumerable<TheoryDataRow<string>> ModelTypes() => RandomConfiguration.ModelTypes();

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_sentence_depends_on_neither_padding_nor_its_neighbours(string modelType) => Try(modelType, (model, random) =>
    {
        var rows = Rows(model.Configuration, random);
        var batch = Batch(model, rows);
        var together = model.forward(batch);

        for (var row = 0; row < rows.Length; row++)
        {
            var alone = model.forward(Batch(model, [rows[row]]));
            for (var layer = 0; layer < alone.Count; layer++)
            {
                Near(alone[layer][0], together[layer][row].narrow(0, 0, rows[row].Length), 2e-5);
            }
        }
    });

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Float32_is_near_float64(string modelType) => Try(modelType, (model, random) =>
    {
        using var exact = EncoderWeights.Clone(model, model.Pooler);
        exact.to(ScalarType.Float64);
        var batch = Batch(model, Rows(model.Configuration, random));

        foreach (var (found, expected) in model.forward(batch).Zip(exact.forward(batch)))
        {
            Assert.Equal((ScalarType.Float32, ScalarType.Float64), (found.dtype, expected.dtype));
            Near(found, expected, 5e-5);
        }
    });

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Training_moves_every_parameter(string modelType) => Try(modelType, (model, random) =>
    {
        CheckGradients(model, random);
        using var steady = EncoderWeights.Draw(model.Configuration with { AttentionDropout = 0 }, seed: 1);
        CheckGradients(steady, random);
    });

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Dropout_works_in_training_alone(string modelType) => Try(modelType, (model, random) =>
    {
        var batch = Batch(model, Rows(model.Configuration, random));

        Near(model.forward(batch)[^1], model.forward(batch)[^1], 0);
        model.train();
        Assert.True((model.forward(batch)[^1] - model.forward(batch)[^1]).abs().max().item<float>() > 0);
    });

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void Every_hidden_state_is_finite_on_padding_too(string modelType) => Try(modelType, (model, random) =>
    {
        int[][] rows = [[7], [.. Enumerable.Range(0, 50).Select(_ => random.Next(6, 40))]];

        Assert.All(model.forward(Batch(model, rows)), state => Assert.True(state.isfinite().all().item<bool>()));
    });

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_clone_and_a_saved_encoder_are_the_same_bit_for_bit(string modelType) => Try(modelType, (model, random) =>
    {
        using var folder = new TemporaryFolder();
        model.Configuration.Write(folder.File("config.json"));
        SafetensorsWriter.Write(folder.File("model.safetensors"), [.. ParameterMemory.ToWrite(model)]);
        using var checkpoint = Checkpoint.Open(folder.FullName);
        using var loaded = EncoderWeights.Load(checkpoint);
        using var clone = EncoderWeights.Clone(model, model.Pooler);
        var batch = Batch(model, Rows(model.Configuration, random));

        Assert.Equal(model.Configuration, loaded.Configuration);
        Assert.Equal(EncoderFamily.Of(modelType).HasPooler, loaded.Pooler is not null);
        Near(model.forward(batch)[^1], loaded.forward(batch)[^1], 0);
        Near(model.forward(batch)[^1], clone.forward(batch)[^1], 0);
    });

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_saved_encoders_tensors_have_its_familys_names(string modelType) => Try(modelType, (model, _) =>
        Assert.Equal(
            EncoderTensors.Of(model.Configuration).Select(tensor => FamilyNames.ToStored(modelType, tensor.Name)).Order(),
            ParameterMemory.ToWrite(model).Select(tensor => tensor.Name)
                .Where(name => !name.StartsWith("pooler", StringComparison.Ordinal)).Order()));

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_language_models_file_loads_without_its_head(string modelType) => Try(modelType, (model, random) =>
    {
        using var folder = new TemporaryFolder();
        var body = ParameterMemory.ToWrite(model).Where(tensor => !tensor.Name.StartsWith("pooler", StringComparison.Ordinal));
        var head = new TensorToWrite("lm_head.bias", [1], ElementType.Float32, stream => stream.Write(new byte[4]));
        model.Configuration.Write(folder.File("config.json"));
        SafetensorsWriter.Write(
            folder.File("model.safetensors"),
            [.. body.Select(tensor => tensor with { Name = FamilyNames.Prefix(modelType) + tensor.Name }), head]);
        using var checkpoint = Checkpoint.Open(folder.FullName);
        using var loaded = EncoderWeights.Load(checkpoint);
        var batch = Batch(model, Rows(model.Configuration, random));

        Assert.Null(loaded.Pooler);
        Near(model.forward(batch)[^1], loaded.forward(batch)[^1], 0);
    });

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void A_forward_pass_leaves_its_hidden_states_and_nothing_else(string modelType) => Try(modelType, (model, random) =>
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var batch = Batch(model, Rows(model.Configuration, random));
        var before = scope.DisposablesCount;

        var states = model.forward(batch);

        Assert.Equal(states.Count, scope.DisposablesCount - before);
    });

    private static void Try(string modelType, Action<TransformerModel, Random> act)
    {
        var random = new Random(20250804);
        for (var round = 0; round < Rounds; round++)
        {
            using var scope = NewDisposeScope();
            using var model = EncoderWeights.Draw(RandomConfiguration.Draw(modelType, random), seed: round);
            act(model, random);
        }
    }

    // Not the bias of keys: it adds the same to all scores of a query, which a softmax does not see.
    private static void CheckGradients(TransformerModel model, Random random)
    {
        model.train();
        var batch = Batch(model, Rows(model.Configuration, random));
        var last = model.forward(batch)[^1];
        var kept = last[batch.Attended.to(ScalarType.Bool)];

        (kept * randn_like(kept)).sum().backward();

        foreach (var (name, parameter) in model.Body.SelectMany(part => part.named_parameters()))
        {
            Assert.True(parameter.grad is not null, $"{name} has no gradient.");
            Assert.True(parameter.grad.isfinite().all().item<bool>(), $"The gradient of {name} is not finite.");
            Assert.True(
                parameter.grad.abs().max().item<float>() > 0 || name.EndsWith("key.bias", StringComparison.Ordinal),
                $"The gradient of {name} is zero.");
        }
    }

    private static TokenBatch Batch(TransformerModel model, int[][] rows) =>
        TokenBatch.Create(rows, model.Configuration.PaddingId);

    /// <summary>Sentences of 1 to 50 tokens, none of them padding; the first has 50.</summary>
    private static int[][] Rows(EncoderConfiguration configuration, Random random)
    {
        int[] lengths = [50, .. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 50))];
        int[] Row(int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(6, configuration.VocabularySize))];
        return [.. lengths.Select(Row)];
    }

    /// <param name="found">What is compared.</param>
    /// <param name="expected">With this.</param>
    /// <param name="tolerance">In parts of the largest entry, or of 1.</param>
    private static void Near(Tensor found, Tensor expected, double tolerance)
    {
        Assert.Equal(expected.shape, found.shape);
        var scale = Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>());
        var difference = (found.to(ScalarType.Float64) - expected.to(ScalarType.Float64)).abs().max().item<double>();
        Assert.InRange(difference, 0, tolerance * scale);
    }
}
