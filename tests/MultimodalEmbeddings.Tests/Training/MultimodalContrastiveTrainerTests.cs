using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class MultimodalContrastiveTrainerTests
{
    private const double EnginesAgree = 1e-6; // validated by the modules, evaluated in C# alone

    private static readonly TrainingOptions Few = new() { Epochs = 2, BatchSize = 4, LearningRate = 1e-3, MaximumTokens = 12 };

    private static readonly StsTask Task = new(
        "tiny", [new("a cat", "the cat", 5), new("a cat", "a dog", 3), new("red grass", "bird sings", 0), new("dog runs", "cat runs", 2)]);

    public static TheoryData<int, int, int> Corpora() => new() { { 24, 0, 12 }, { 0, 9, 6 }, { 24, 9, 18 } };

    [Theory]
    [MemberData(nameof(Corpora))]
    public void One_loop_trains_on_text_on_captions_and_on_both(int sentences, int captions, int steps)
    {
        using var encoder = Tiny.Encoder();
        var before = encoder.Encode("a cat");
        var progress = new Recorder<TrainingProgress>();

        var result = Configure(encoder, sentences, captions).WithOptions(Few).Build().Train(progress);

        Assert.Equal(steps, result.Steps);
        Assert.Equal(Enumerable.Range(1, steps), progress.Values.Select(value => value.Step));
        Assert.Equal(captions > 0, progress.Values.Any(value => value.ImageLoss is not null));
        Assert.Equal(sentences == 0, progress.Values.All(value => value.ImageLoss is not null));
        Assert.All(progress.Values, value => Assert.True(double.IsFinite(value.TextLoss) && value.SentencesPerSecond > 0));
        Assert.NotEqual(before, encoder.Encode("a cat"));
        Assert.Null(result.BestStep);
    }

    [Fact]
    public void The_loss_falls()
    {
        using var encoder = Tiny.Encoder();

        var history = Configure(encoder, 24, 24)
            .WithOptions(Few with { Epochs = 30, ImagePairInterval = 2, LearningRate = 3e-3 }).Build().Train().History;

        Assert.True(history.TakeLast(20).Average(value => value.TextLoss) < history.Take(20).Average(value => value.TextLoss));
        Assert.True(history.TakeLast(20).Average(value => value.ImageLoss) < history.Take(20).Average(value => value.ImageLoss));
    }

    [Fact]
    public void The_same_seed_is_the_same_run_bit_for_bit()
    {
        Assert.Equal(Run(seed: 7), Run(seed: 7));
        Assert.NotEqual(Run(seed: 7), Run(seed: 8));

        static float[] Run(int seed)
        {
            using var encoder = Tiny.Encoder();
            Configure(encoder, 24, 9).WithOptions(Few with { Seed = seed }).Build().Train();
            return encoder.Encode("a small cat sleeps");
        }
    }

    [Fact]
    public void The_encoder_holds_the_best_validated_weights()
    {
        using var encoder = Tiny.Encoder();

        var result = Configure(encoder, 24, 9).WithOptions(Few with { LearningRate = 1e-2 }).WithValidation(Task, everySteps: 5).Build().Train();

        var scores = result.History.Where(value => value.Score is not null).ToDictionary(value => value.Step, value => value.Score);
        Assert.Equal([5, 10, 15, 18], scores.Keys);
        Assert.Equal(scores.Values.Max(), result.BestScore);
        Assert.Equal(scores.First(pair => pair.Value == result.BestScore).Key, result.BestStep);
        var best = new StsEvaluator(encoder).Evaluate(Task);
        Assert.Equal(result.BestScore!.Value, best.Score, 1e-9);
        Assert.Equal(result.History[result.BestStep!.Value - 1].Alignment!.Value, best.Alignment.WholeSet, EnginesAgree);
        Assert.Equal(result.History[result.BestStep!.Value - 1].Uniformity!.Value, best.Uniformity.WholeSet, EnginesAgree);
        Assert.All(result.History, value => Assert.Equal(value.Score is null, value.Alignment is null && value.Uniformity is null));
    }

    [Fact]
    public void Cancelling_ends_at_the_next_step_and_leaves_the_encoder_as_it_was()
    {
        using var encoder = Tiny.Encoder();
        using var source = new CancellationTokenSource();
        var before = encoder.Encode("a cat");
        var progress = new Recorder<TrainingProgress>(value =>
        {
            if (value.Step == 3)
            {
                source.Cancel();
            }
        });

        var trainer = Configure(encoder, 24, 9).WithOptions(Few).Build();

        Assert.Throws<OperationCanceledException>(() => trainer.Train(progress, source.Token));
        Assert.Equal(3, progress.Values.Count);
        Assert.Equal(before, encoder.Encode("a cat"));
    }

    [Fact]
    public void The_encoder_goes_on_encoding_with_its_old_weights_while_it_trains()
    {
        using var encoder = Tiny.Encoder();
        var before = encoder.Encode("a cat");

        Configure(encoder, 24, 9).WithOptions(Few).Build()
            .Train(new Recorder<TrainingProgress>(_ => Assert.Equal(before, encoder.Encode("a cat"))));
    }

    [Fact]
    public void Diverging_is_said_and_leaves_the_encoder_as_it_was()
    {
        using var encoder = Tiny.Encoder();
        var before = encoder.Encode("a cat");

        var exception = Assert.Throws<TrainingDivergedException>(
            () => Configure(encoder, 24, 0).WithOptions(Few with { LearningRate = 1e38 }).Build().Train());

        Assert.Contains("Training diverged in step", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, encoder.Encode("a cat"));
    }

    [Fact]
    public void No_tensor_is_left_by_a_step()
    {
        using var encoder = Tiny.Encoder();
        var counts = new List<long>();
        Garbage.Collect(); // what other tests left would be finalised meanwhile

        Configure(encoder, 24, 24).WithOptions(Few with { Epochs = 5, ImagePairInterval = 2 }).Build()
            .Train(new Recorder<TrainingProgress>(_ => counts.Add(Tensor.TotalCount)));

        Assert.Single(counts.Skip(2).Distinct());
    }

    [Fact]
    public void What_a_step_allocates_does_not_grow()
    {
        using var encoder = Tiny.Encoder();
        var allocated = new List<long>();

        Configure(encoder, 24, 0).WithOptions(Few with { Epochs = 50 }).Build()
            .Train(new Recorder<TrainingProgress>(_ => allocated.Add(GC.GetAllocatedBytesForCurrentThread())));

        var steps = allocated.Zip(allocated.Skip(1), (before, after) => after - before).ToArray();
        long Median(IEnumerable<long> values) => values.Order().ElementAt(25);
        Assert.True(
            Median(steps.TakeLast(50)) <= 1.05 * Median(steps.Skip(50).Take(50)),
            $"{Median(steps.Skip(50).Take(50))} bytes, then {Median(steps.TakeLast(50))}");
    }

    [Fact]
    public void After_training_by_the_first_token_the_models_own_dense_layer_is_the_trained_text_head()
    {
        using var cls = Tiny.Encoder();
        using var mean = SentenceEncoder.From(Tiny.Configuration, Tiny.Vocabulary, 1).WithPooling(Pooling.Mean).Build();
        var before = Tiny.Pooler(cls);

        Configure(cls, 24, 0).WithOptions(Few).Build().Train();
        Configure(mean, 24, 0).WithOptions(Few).Build().Train();

        Assert.NotEqual(before, Tiny.Pooler(cls));
        Assert.Equal(before, Tiny.Pooler(mean));
    }

    [Fact]
    public void Every_fault_is_said_at_once()
    {
        using var encoder = Tiny.Encoder();

        var exception = Assert.Throws<ArgumentException>(() => MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(["a", null!])
            .AddImagePairs(["a", "b"], new FeatureMatrix(new float[3], 3, 1), new MultimodalObjective { Weight = -1 })
            .WithOptions(new TrainingOptions { BatchSize = 1, MaximumTokens = 100 })
            .WithValidation(Task, everySteps: 0)
            .Build());

        Assert.Contains("3 rows but there are 2 captions", exception.Message, StringComparison.Ordinal);
        Assert.Contains("BatchSize must be at least 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("One of the sentences is null", exception.Message, StringComparison.Ordinal);
        Assert.Contains("positions for 24 tokens, not for MaximumTokens = 100", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Validation must come every 1 or more steps", exception.Message, StringComparison.Ordinal);
    }

    private static MultimodalContrastiveTrainerBuilder Configure(SentenceEncoder encoder, int sentences, int captions)
    {
        var random = new Random(1);
        var builder = MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(sentences));
        var features = Enumerable.Range(0, captions * 3).Select(_ => random.NextSingle()).ToArray();
        var objective = new MultimodalObjective { Weight = 0.5, SharedDimension = 8 };
        return captions == 0
            ? builder
            : builder.AddImagePairs(Tiny.Sentences(captions, seed: 2), new FeatureMatrix(features, captions, 3), objective);
    }
}
