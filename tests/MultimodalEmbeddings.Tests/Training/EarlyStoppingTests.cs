using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public class EarlyStoppingTests
{
    private static readonly StsTask Task = new(
        "tiny", [new("a cat", "the cat", 5), new("a cat", "a dog", 3), new("red grass", "bird sings", 0)]);

    [Theory]
    [InlineData(2, 4, 10.0, 20.0, 15.0, 18.0)] // two since 20
    [InlineData(1, 2, 10.0, 10.0)] // as good is not better
    [InlineData(3, null, 10.0, 9.0, 8.0, 11.0, 10.0, 9.0)] // 11 begins anew
    [InlineData(1, 2, -5.0, -6.0)] // below 0 as above
    [InlineData(2, 2, double.NaN, double.NaN)] // what is no number is never better
    [InlineData(2, 4, double.NaN, 1.0, double.NaN, 1.0)]
    [InlineData(null, null, 10.0, 9.0, 8.0, 7.0)]
    public void A_run_ends_at_the_validation_that_exhausts_its_patience(int? patience, int? end, params double[] scores)
    {
        var history = new List<TrainingProgress>();
        Assert.False(EarlyStopping.IsDue(history, patience)); // before the first step
        int? found = null;
        foreach (var (index, score) in scores.Index())
        {
            history.Add(Step(score: null));
            Assert.False(EarlyStopping.IsDue(history, patience)); // a step without validation ends nothing
            history.Add(Step(score));
            found ??= EarlyStopping.IsDue(history, patience) ? index + 1 : null;
        }

        Assert.Equal(end, found);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 8)]
    [InlineData(null, 30)]
    public void Training_ends_when_the_score_stands_still(int? patience, int steps)
    {
        using var encoder = Tiny.Encoder();
        var options = new TrainingOptions
        {
            Epochs = 5,
            BatchSize = 4,
            MaximumTokens = 12,
            LearningRate = 1e-30, // too small to move a weight
            Patience = patience,
        };

        var result = MultimodalContrastiveTrainer.For(encoder).AddSentences(Tiny.Sentences(24))
            .WithOptions(options).WithValidation(Task, everySteps: 2).Build().Train();

        Assert.Equal((steps, 2), (result.Steps, result.BestStep));
        Assert.Equal(steps, result.History.Count);
    }

    private static TrainingProgress Step(double? score) => new(1, 1, 0, null, 0, 0, 0, score, null);
}
