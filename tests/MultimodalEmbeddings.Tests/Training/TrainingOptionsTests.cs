using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Tests.Training;

[Trait(Category.Name, Category.Unit)]
public class TrainingOptionsTests
{
    [Fact]
    public void The_defaults_are_the_papers()
    {
        var options = new TrainingOptions();
        var objective = new MultimodalObjective();

        Assert.Equal((3, 64, 3e-5, 32, 0.05), (options.Epochs, options.BatchSize, options.LearningRate, options.MaximumTokens, options.Temperature));
        Assert.Equal((1, 0, 0.0, 1.0), (options.AccumulationSteps, options.WarmupSteps, options.WeightDecay, options.GradientClipping));
        Assert.Equal((null, null, false, 42), (options.MaximumSteps, options.ImagePairInterval, options.SkipUntouchedParameters, options.Seed));
        Assert.Null(options.Patience);
        Assert.Equal((false, ImageAblation.None, null), (objective.Symmetric, objective.Ablation, objective.Shot));
        Assert.Equal((0.01, 256, 0.05), (objective.Weight, objective.SharedDimension, objective.Temperature));
        Assert.Empty(options.Faults());
        Assert.Empty(objective.Faults());
    }

    [Fact]
    public void Every_fault_is_said()
    {
        var options = new TrainingOptions
        {
            Epochs = 0,
            MaximumSteps = 0,
            BatchSize = 1,
            AccumulationSteps = 0,
            LearningRate = double.NaN,
            WarmupSteps = -1,
            WeightDecay = -0.1,
            GradientClipping = 0,
            MaximumTokens = 2,
            Temperature = 0,
            ImagePairInterval = 0,
            Patience = 0,
        };

        Assert.Equal(12, options.Faults().Count());
        var objective = new MultimodalObjective
        {
            Weight = -1,
            SharedDimension = 0,
            Temperature = double.PositiveInfinity,
            Ablation = (ImageAblation)3,
            Shot = 0,
        };
        Assert.Equal(5, objective.Faults().Count());
    }
}
