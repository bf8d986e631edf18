using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class TrainingPrecisionTests
{
    public static IEnumerable<TheoryDataRow<string>> ModelTypes() => RandomConfiguration.ModelTypes();

    [Theory]
    [MemberData(nameof(ModelTypes))]
    public void In_bfloat16_hidden_states_are_near_and_gradients_arrive_as_float32(string modelType)
    {
        using var scope = NewDisposeScope();
        var configuration = WithoutDropout(modelType);
        using var model = EncoderWeights.Draw(configuration, seed: 1);
        var batch = TokenBatch.Create([[5, 6, 7, 8, 9, 10], [11, 12, 13]], configuration.PaddingId);
        model.train();
        var full = model.forward(batch)[^1];

        model.TakesProductsInBFloat16 = true;
        var half = model.forward(batch)[^1];
        half.pow(2).sum().backward();

        var difference = ((half - full).norm() / full.norm()).item<float>();
        Assert.Equal(ScalarType.Float32, half.dtype);
        Assert.InRange(difference, 1e-6f, 5e-2f);
        Assert.All(model.parameters().Where(parameter => parameter.grad is not null), parameter =>
        {
            Assert.Equal(ScalarType.Float32, parameter.dtype);
            Assert.Equal(ScalarType.Float32, parameter.grad!.dtype);
            Assert.True(parameter.grad!.isfinite().all().item<bool>());
        });
        Assert.Contains(model.parameters(), parameter => parameter.grad?.abs().max().item<float>() > 0);
    }

    [Fact]
    public void Outside_training_mode_nothing_changes()
    {
        using var scope = NewDisposeScope();
        using var model = EncoderWeights.Draw(Tiny.Configuration, seed: 1);
        var batch = TokenBatch.Create([[5, 6, 7, 8], [11, 12]], paddingId: 0);
        var before = model.forward(batch)[^1].data<float>().ToArray();

        model.TakesProductsInBFloat16 = true;

        Assert.Equal(before, model.forward(batch)[^1].data<float>().ToArray());
    }

    /// <summary>bfloat16 keeps 8 bits: a cosine is off by some 0.004, a logit at τ = 0.05 by some 0.08, a mean loss by less.</summary>
    [Fact]
    public void The_losses_of_a_course_in_bfloat16_are_near_those_in_float32()
    {
        var (full, half) = (Train(TrainingPrecision.Full), Train(TrainingPrecision.BFloat16));

        Assert.NotEqual(full, half);
        Assert.All(full.Zip(half), pair => Assert.Equal(pair.First, pair.Second, 0.05));
        Assert.True(half.TakeLast(4).Average() < half.Take(4).Average());
        Assert.Equal(full, Train(new TrainingOptions().Precision));
    }

    private static double[] Train(TrainingPrecision precision)
    {
        using var encoder = SentenceEncoder.Create(WithoutDropout("bert"), Tiny.Vocabulary, seed: 1);
        var options = new TrainingOptions
        {
            BatchSize = 8,
            Epochs = 5,
            LearningRate = 1e-3,
            MaximumTokens = 12,
            Precision = precision,
        };
        var captions = Tiny.Sentences(32);
        float[] features = [.. Enumerable.Range(0, 32 * 3).Select(i => i * 7 % 11 / 11f)];
        var history = MultimodalContrastiveTrainer.For(encoder)
            .AddImagePairs(captions, new FeatureMatrix(features, 32, 3)).WithOptions(options).Build().Train().History;
        return [.. history.Select(value => value.ImageLoss!.Value)];
    }

    private static EncoderConfiguration WithoutDropout(string modelType) => modelType == "bert"
        ? Tiny.Configuration with { HiddenDropout = 0, AttentionDropout = 0 }
        : Undropped(RandomConfiguration.Draw(modelType, new Random(1)));

    private static EncoderConfiguration Undropped(EncoderConfiguration configuration) =>
        configuration with
        {
            HiddenDropout = 0,
            AttentionDropout = 0,
            ModernBert = configuration.ModernBert is { } modern
                ? modern with { EmbeddingDropout = 0, FeedForwardDropout = 0 }
                : null,
        };
}
