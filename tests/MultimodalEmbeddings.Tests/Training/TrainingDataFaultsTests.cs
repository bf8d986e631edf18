using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>What <c>Build</c> refuses, and how it says so.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class TrainingDataFaultsTests
{
    [Fact]
    public void Nothing_to_train_on_is_a_fault()
    {
        Assert.Equal("There is nothing to train on: add at least two sentences, triplets or captions.", Fault(trainer => trainer));
        Assert.Contains("nothing to train on", Fault(trainer => trainer.AddSentences(["a"])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_faults_of_all_corpora_are_said_at_once_each_with_its_call()
    {
        var message = Fault(trainer => trainer
            .AddSentences(["a", "b", null!])
            .AddTriplets([new("a", "b", null!)], double.NaN)
            .AddTriplets([])
            .AddImagePairs(["a", "b"], Features(3), new MultimodalObjective { Weight = -1 })
            .AddImagePairs(["a", null!], Features(2), new MultimodalObjective { Shot = 3 })
            .AddImagePairs([], Features(0))
            .AddImagePairs(["a"], Features(1), new MultimodalObjective { Ablation = ImageAblation.Shuffled }));

        string[] faults =
        [
            "One of the sentences is null.",
            "AddTriplets, call 1: One of the triplets lacks its anchor, its positive or its negative.",
            "AddTriplets, call 1: The weight of hard negatives must be a number; it is NaN.",
            "AddTriplets, call 2: There are no triplets.",
            "AddImagePairs, call 1: The objective's Weight must not be negative; it is -1.",
            "AddImagePairs, call 1: The feature matrix has 3 rows but there are 2 captions; row i must describe caption i.",
            "AddImagePairs, call 2: One of the captions is null.",
            "AddImagePairs, call 2: Shot = 3 asks for more than the 2 captions.",
            "AddImagePairs, call 3: There are no captions.",
            "AddImagePairs, call 4: One image alone cannot be shuffled.",
        ];
        Assert.All(faults, fault => Assert.Contains(fault, message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_triplet_that_was_never_filled_is_a_fault() =>
        Assert.Contains("lacks its anchor", Fault(trainer => trainer.AddTriplets(new SentenceTriplet[2])), StringComparison.Ordinal);

    [Fact]
    public void Corpora_of_a_ratio_that_draws_no_sentence_are_a_fault() => Assert.Contains(
        "There are 1 batches of sentences and 2 of captions",
        Fault(trainer => trainer.AddSentences(["a", "b"]).AddImagePairs(["a", "b"], Features(2)).AddImagePairs(["a"], Features(1))),
        StringComparison.Ordinal);

    [Fact]
    public void Warm_up_must_end_before_the_run()
    {
        string Warmup(int steps) => Fault(trainer => trainer.AddSentences(Tiny.Sentences(8)).WithOptions(
            new TrainingOptions { Epochs = 2, BatchSize = 4, MaximumTokens = 12, AccumulationSteps = 3, WarmupSteps = steps }));

        Assert.Contains("WarmupSteps = 2 must be fewer than the run's 2 steps", Warmup(2), StringComparison.Ordinal);
        Assert.Equal("", Warmup(1));
    }

    [Fact]
    public void Patience_without_validation_is_a_fault()
    {
        var options = new TrainingOptions { MaximumTokens = 12, Patience = 3 };

        Assert.Contains(
            "Patience counts validations: add WithValidation.",
            Fault(trainer => trainer.AddSentences(Tiny.Sentences(8)).WithOptions(options)),
            StringComparison.Ordinal);
        Assert.Equal("", Fault(trainer => trainer.AddSentences(Tiny.Sentences(8)).WithOptions(options)
            .WithValidation(new StsTask("tiny", [new("a", "b", 1), new("b", "c", 2)]))));
    }

    [Fact]
    public void Faults_of_the_options_do_not_hide_those_of_the_data()
    {
        var message = Fault(trainer => trainer.AddTriplets([]).WithOptions(
            new TrainingOptions { BatchSize = -1, AccumulationSteps = 0, Epochs = 0, ImagePairInterval = -3, WarmupSteps = 9 }));

        Assert.All(
            ["BatchSize must", "AccumulationSteps must", "Epochs must", "ImagePairInterval must", "There are no triplets"],
            fault => Assert.Contains(fault, message, StringComparison.Ordinal));
    }

    /// <returns>The message, or an empty text where the run can be built.</returns>
    private static string Fault(Func<MultimodalContrastiveTrainerBuilder, MultimodalContrastiveTrainerBuilder> configure)
    {
        using var encoder = Tiny.Encoder();
        var builder = configure(MultimodalContrastiveTrainer.For(encoder).WithOptions(new TrainingOptions { MaximumTokens = 12 }));
        return Record.Exception(builder.Build) switch
        {
            null => "",
            ArgumentException fault => fault.Message,
            { } other => throw other,
        };
    }

    private static FeatureMatrix Features(int rows) => new(new float[rows], rows, 1);
}
