using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>Runs on several captioned corpora, on triplets, and with other images than the captions' own.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class SeveralCorporaTrainingTests
{
    private static readonly TrainingOptions Few = new() { Epochs = 2, BatchSize = 4, LearningRate = 1e-3, MaximumTokens = 12 };

    /// <summary>24 + 8 + 4 texts in batches of 4: k = 6 / 3 = 2, so batches 0, 2, 4, 6, 8 of 9 hold captions.</summary>
    [Fact]
    public void Two_captioned_corpora_of_other_sizes_train_beside_sentences()
    {
        using var encoder = Tiny.Encoder();

        var history = MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(24))
            .AddImagePairs(Tiny.Sentences(8, seed: 2), Features(8, 3), new() { Weight = 0.5, SharedDimension = 8 })
            .AddImagePairs(Tiny.Sentences(4, seed: 3), Features(4, 5), new() { Weight = 2, SharedDimension = 6, Temperature = 0.2 })
            .WithOptions(Few).Build().Train().History;

        Assert.Equal([1, 3, 5, 7, 9, 10, 12, 14, 16, 18], history.Where(step => step.ImageLoss is not null).Select(step => step.Step));
        Assert.All(history, step => Assert.True(double.IsFinite(step.GradientNorm)));
    }

    [Fact]
    public void Captions_of_several_corpora_train_without_sentences()
    {
        using var encoder = Tiny.Encoder();

        var history = MultimodalContrastiveTrainer.For(encoder)
            .AddImagePairs(Tiny.Sentences(9, seed: 2), Features(9, 3))
            .AddImagePairs(Tiny.Sentences(5, seed: 3), Features(5, 2))
            .AddImagePairs(Tiny.Sentences(2, seed: 4), Features(2, 1))
            .WithOptions(Few).Build().Train().History;

        Assert.Equal(2 * (3 + 2 + 1), history.Count);
        Assert.All(history, step => Assert.NotNull(step.ImageLoss));
    }

    [Fact]
    public void A_second_target_changes_what_is_learned_and_is_named_in_the_setup()
    {
        float[] Trained(FeatureMatrix second)
        {
            using var encoder = Tiny.Encoder();
            var result = MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(24))
                .AddImagePairs(Tiny.Sentences(8, seed: 2), Features(8, 3), second, new() { Weight = 0.5 })
                .WithOptions(Few).Build().Train();
            Assert.Equal((3, second.Columns), (result.Setup.Captioned[0].Features, result.Setup.Captioned[0].CaptionFeatures));
            return encoder.Encode("a small cat sleeps");
        }

        Assert.Equal(Trained(Features(8, 5)), Trained(Features(8, 5)));
        Assert.NotEqual(Trained(Features(8, 5)), Trained(Features(8, 6)));
    }

    [Fact]
    public void Each_corpus_trains_its_own_heads_with_its_own_weight()
    {
        float[] Trained(double second)
        {
            using var encoder = Tiny.Encoder();
            MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(24))
                .AddImagePairs(Tiny.Sentences(8, seed: 2), Features(8, 3), new() { Weight = 0 })
                .AddImagePairs(Tiny.Sentences(4, seed: 3), Features(4, 5), new() { Weight = second })
                .WithOptions(Few).Build().Train();
            return encoder.Encode("a small cat sleeps");
        }

        Assert.Equal(Trained(1), Trained(1));
        Assert.NotEqual(Trained(0), Trained(1));
    }

    [Fact]
    public void Triplets_train_with_their_weight_and_their_loss_falls()
    {
        var triplets = Triplets(32);
        using var encoder = Tiny.Encoder();
        using var weighted = Tiny.Encoder();
        var options = Few with { Epochs = 20, LearningRate = 3e-3 };

        var history = MultimodalContrastiveTrainer.For(encoder).AddTriplets(triplets).WithOptions(options).Build().Train().History;
        var other = MultimodalContrastiveTrainer.For(weighted).AddTriplets(triplets, hardNegativeWeight: 2)
            .WithOptions(options).Build().Train().History;

        Assert.Equal(160, history.Count);
        Assert.True(history.TakeLast(16).Average(step => step.TextLoss) < history.Take(16).Average(step => step.TextLoss));
        Assert.True(other[0].TextLoss > history[0].TextLoss);
    }

    [Fact]
    public void Triplets_train_beside_sentences_and_captions()
    {
        using var encoder = Tiny.Encoder();

        var history = MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(Tiny.Sentences(12)).AddTriplets(Triplets(8)).AddTriplets(Triplets(4), 1)
            .AddImagePairs(Tiny.Sentences(8, seed: 2), Features(8, 3))
            .WithOptions(Few).Build().Train().History;

        Assert.Equal(2 * (3 + 2 + 1 + 2), history.Count); // k = 6 / 2 = 3: batches 0, 3, 6 of 8
        Assert.Equal([1, 4, 7, 9, 12, 15], history.Where(step => step.ImageLoss is not null).Select(step => step.Step));
    }

    [Theory]
    [InlineData(ImageAblation.Shuffled)]
    [InlineData(ImageAblation.Random)]
    public void Other_images_change_nothing_but_the_image_loss_of_the_first_step(ImageAblation ablation)
    {
        var (own, other, again) = (Mixed(ImageAblation.None), Mixed(ablation), Mixed(ablation));

        Assert.Equal(own.First.TextLoss, other.First.TextLoss);
        Assert.NotEqual(own.First.ImageLoss, other.First.ImageLoss);
        Assert.NotEqual(own.Embedding, other.Embedding);
        Assert.Equal(other.Embedding, again.Embedding);
    }

    [Fact]
    public void Shot_makes_a_run_of_fewer_captions()
    {
        using var encoder = Tiny.Encoder();

        var steps = MultimodalContrastiveTrainer.For(encoder)
            .AddImagePairs(Tiny.Sentences(40), Features(40, 3), new() { Shot = 10 })
            .WithOptions(Few).Build().Train().Steps;

        Assert.Equal(2 * 3, steps);
    }

    private static (TrainingProgress First, float[] Embedding) Mixed(ImageAblation ablation)
    {
        using var encoder = Tiny.Encoder();
        var history = MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(24))
            .AddImagePairs(Tiny.Sentences(9, seed: 2), Features(9, 3), new() { Weight = 1, Ablation = ablation })
            .WithOptions(Few).Build().Train().History;
        return (history[0], encoder.Encode("a small cat sleeps"));
    }

    private static SentenceTriplet[] Triplets(int count) =>
    [
        .. Tiny.Sentences(count, seed: 5).Zip(Tiny.Sentences(count, seed: 6), Tiny.Sentences(count, seed: 7))
            .Select(texts => new SentenceTriplet(texts.First, texts.Second, texts.Third)),
    ];

    private static FeatureMatrix Features(int rows, int columns)
    {
        var random = new Random(rows);
        return new FeatureMatrix(Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle()).ToArray(), rows, columns);
    }
}
