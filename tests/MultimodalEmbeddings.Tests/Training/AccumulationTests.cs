using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>
/// What the reference's accumulation leaves undone over mixed data: all data seen, the rate down to 0, the last update whole and
/// averaged over its own batches, the last validation done.
/// </summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class AccumulationTests
{
    private const double Rate = 1e-3;

    private static readonly StsTask Task = new(
        "tiny", [new("a cat", "the cat", 5), new("a cat", "a dog", 3), new("red grass", "bird sings", 0)]);

    /// <summary>24 sentences and 9 captions in batches of 4: 9 batches an epoch, 18 in all.</summary>
    [Theory]
    [InlineData(1, 18)]
    [InlineData(2, 9)]
    [InlineData(4, 5)]
    [InlineData(7, 3)]
    [InlineData(100, 1)]
    public void The_rate_of_every_step_is_on_the_line_to_zero_and_the_last_step_is_validated(int accumulation, int steps)
    {
        using var encoder = Tiny.Encoder();
        var options = new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 4,
            MaximumTokens = 12,
            LearningRate = Rate,
            AccumulationSteps = accumulation,
        };

        var result = MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(24))
            .AddImagePairs(Tiny.Sentences(9), new FeatureMatrix(new float[9], 9, 1))
            .WithOptions(options).WithValidation(Task, everySteps: 1000).Build().Train();

        var rates = Enumerable.Range(0, steps).Select(step => Rate * (steps - step) / steps);
        Assert.Equal(rates, result.History.Select(step => step.LearningRate), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.NotNull(result.History[^1].Score);
        Assert.Equal(steps, result.BestStep);
    }

    [Fact]
    public void Every_batch_of_every_epoch_is_in_exactly_one_step()
    {
        var random = new Random(6);
        for (var run = 0; run < 500; run++)
        {
            var options = new TrainingOptions { Epochs = random.Next(1, 5), AccumulationSteps = random.Next(1, 12) };
            var perEpoch = random.Next(1, 60);
            var batches = options.BatchesOf(perEpoch);
            var steps = options.StepsOf(perEpoch);

            Assert.Equal(options.Epochs * perEpoch, batches);
            Assert.InRange(((long)steps * options.AccumulationSteps) - batches, 0, options.AccumulationSteps - 1);
        }
    }

    [Fact]
    public void A_limit_of_steps_holds_and_an_endless_run_does_not_overflow()
    {
        var options = new TrainingOptions { Epochs = int.MaxValue, MaximumSteps = 250 };

        Assert.Equal(250, options.StepsOf(int.MaxValue));
        Assert.Equal(3, (options with { Epochs = 1 }).StepsOf(3));
        Assert.Equal(int.MaxValue, (options with { MaximumSteps = null }).StepsOf(int.MaxValue));
    }

    [Fact]
    public void The_steps_hold_all_batches_in_order_and_the_last_one_what_is_left()
    {
        using var scope = NewDisposeScope();
        var batches = Batches(7);
        using var loop = new TrainingLoop(Model(), new TrainingOptions { AccumulationSteps = 3 });

        var reports = loop.Run(batches, steps: 3).ToArray();

        Assert.Equal([3, 3, 1], reports.Select(report => report.Batches.Count));
        Assert.Equal(batches.Sum(batch => batch.TokenIds.Count), reports.Sum(report => report.Sentences));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_step_is_averaged_over_the_batches_it_has(int count)
    {
        using var scope = NewDisposeScope();
        var batches = Batches(count);

        var (whole, partial) = (Train(batches, accumulation: count), Train(batches, accumulation: 5));

        Assert.Equal(whole.Norm, partial.Norm);
        Assert.Equal(whole.Weights, partial.Weights);
    }

    [Fact]
    public void The_gradient_of_a_step_is_the_mean_of_its_batches_gradients()
    {
        using var scope = NewDisposeScope();
        var batches = Batches(3);
        var model = Model();
        var expected = batches.Select(batch => Gradient(model, [batch])).Aggregate((sum, next) => sum + next) / 3;

        var norm = Train(batches, accumulation: 5).Norm;

        Assert.Equal(expected.norm().item<float>(), norm, 1e-5 * norm);
    }

    private static Tensor Gradient(ContrastiveModel model, ContrastiveBatch[] batches)
    {
        Gradients.Clear(model.Parameters);
        foreach (var batch in batches)
        {
            model.Losses(batch).Total().backward();
        }

        return cat([.. model.Parameters.Select(parameter => (parameter.grad ?? zeros_like(parameter)).flatten())]).clone();
    }

    private static (double Norm, float[] Weights) Train(ContrastiveBatch[] batches, int accumulation)
    {
        var model = Model();
        using var loop = new TrainingLoop(model, new TrainingOptions { AccumulationSteps = accumulation, LearningRate = Rate });
        var report = Assert.Single(loop.Run(batches, steps: 1));
        return (report.GradientNorm, [.. model.Parameters.SelectMany(parameter => parameter.data<float>())]);
    }

    /// <summary>A model without dropout, the same at every call.</summary>
    private static ContrastiveModel Model()
    {
        var heads = new ProjectionHeads(Tiny.Configuration.HiddenSize);
        using var generator = new Generator(1);
        heads.Draw(0.2, generator);
        var encoder = EncoderWeights.Draw(Tiny.Configuration, 1);
        encoder.eval();
        return new ContrastiveModel(
            new EmbeddingModel(encoder, []), heads, new ContrastiveSettings(Pooling.Cls, PaddingId: 0, Temperature: 0.5, Objectives: []));
    }

    private static ContrastiveBatch[] Batches(int count)
    {
        var tokenizer = WordPieceTokenizer.FromVocabulary(Tiny.Vocabulary);
        return [.. Tiny.Sentences(count * 4).Chunk(4).Select(texts => new ContrastiveBatch([.. texts.Select(text => tokenizer.Encode(text, 12))], null))];
    }
}
