using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>What an encoder does with a sentence when it encodes, it does when it is trained.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class EncoderOptionsInTrainingTests
{
    private static readonly TrainingOptions Few = new() { Epochs = 2, BatchSize = 4, LearningRate = 1e-2, MaximumTokens = 12 };

    private static readonly EncodingOptions Joined =
        new() { Poolings = [Pooling.Cls, Pooling.WeightedMean], MaximumTokens = 24, Normalize = true };

    private static readonly StsTask Task = new(
        "tiny",
        [
            new("a cat", "the cat", 5), new("a cat", "a dog", 3), new("red grass", "bird sings", 0),
            new("dog runs", "cat runs", 2),
        ]);

    [Fact]
    public void Dense_layers_are_trained_with_the_encoder_and_the_best_of_them_are_kept_and_saved()
    {
        using var folder = new TemporaryFolder();
        using var encoder = RandomEncoder.Create(RandomEncoder.Dense(new Random(3), 32), Joined);
        var before = Weights(encoder);

        var result = Train(encoder, validate: true);

        Assert.NotEmpty(before);
        Assert.All(before.Zip(Weights(encoder)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(result.BestScore!.Value, new StsEvaluator(encoder).Score(Task), 1e-9);
        encoder.Save(folder.FullName);
        using var loaded = SentenceEncoder.Load(folder.FullName);
        Assert.Equal(encoder.Encode(Tiny.Sentences(20)), loaded.Encode(Tiny.Sentences(20)));
    }

    [Fact]
    public void Joined_poolings_are_trained_and_leave_the_models_own_dense_layer_alone()
    {
        using var encoder = RandomEncoder.Create([], Joined);
        float[] Pooler() => Tiny.Pooler(encoder);
        var (before, pooler) = (encoder.Encode("a cat"), Pooler());

        Train(encoder);

        Assert.Equal(32, encoder.Encode("a cat").Length);
        Assert.NotEqual(before, encoder.Encode("a cat"));
        Assert.Equal(pooler, Pooler());
    }

    [Fact]
    public void A_dense_layer_behind_the_first_token_leaves_the_models_own_alone()
    {
        var options = Joined with { Poolings = [Pooling.Cls] };
        using var encoder = RandomEncoder.Create(RandomEncoder.Dense(new Random(3), 16), options);
        float[] Pooler() => Tiny.Pooler(encoder);
        var pooler = Pooler();

        Train(encoder);

        Assert.Equal(pooler, Pooler());
    }

    [Fact]
    public void The_default_prompt_stands_before_sentences_and_captions()
    {
        SentenceEncoderBuilder Builder() =>
            SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithPooling(Pooling.Mean);
        using var prompted = Builder().AddPrompt("query", "the red ").WithDefaultPrompt("query").Build();
        using var plain = Builder().Build();

        Train(prompted);
        Train(plain, "the red ");

        Assert.Equal(plain.Encode("the red cat sings"), prompted.Encode("cat sings"));
    }

    [Fact]
    public void A_prompt_that_is_not_pooled_is_not_pooled_in_training_either()
    {
        var options = Prompted("the red ", poolsPrompt: true);
        using var with = RandomEncoder.Create([], options);
        using var without = RandomEncoder.Create([], options with { PoolsPrompt = false });
        const string Long = "the red dog sleeps on the green grass under a large tree . ";
        using var longer = RandomEncoder.Create([], Prompted(Long, poolsPrompt: false));

        Train(with);
        Train(without);
        Train(longer); // longer than the 12 tokens of training

        Assert.NotEqual(with.Encode("cat"), without.Encode("cat"));
        Assert.All(longer.Encode("cat"), value => Assert.True(float.IsFinite(value)));
    }

    private static EncodingOptions Prompted(string text, bool poolsPrompt) => Joined with
    {
        PoolsPrompt = poolsPrompt,
        Settings = new() { Prompts = new Dictionary<string, string> { ["query"] = text }, DefaultPromptName = "query" },
    };

    private static float[][] Weights(SentenceEncoder encoder) =>
        [.. encoder.Model.Dense.Select(layer => layer.Weight)];

    private static TrainingResult Train(SentenceEncoder encoder, string prefix = "", bool validate = false)
    {
        string[] texts = [.. Tiny.Sentences(20, seed: 2, longest: 6).Select(sentence => prefix + sentence)];
        var random = new Random(4);
        var features = new FeatureMatrix(Enumerable.Range(0, 8 * 3).Select(_ => random.NextSingle()).ToArray(), 8, 3);
        var builder = MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(texts).AddImagePairs(texts.Take(8), features).WithOptions(Few);
        return (validate ? builder.WithValidation(Task, everySteps: 3) : builder).Build().Train();
    }
}
