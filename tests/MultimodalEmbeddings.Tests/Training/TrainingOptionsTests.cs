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
        };

        Assert.Equal(11, options.Faults().Count());
        Assert.Equal(3, new MultimodalObjective { Weight = -1, SharedDimension = 0, Temperature = double.PositiveInfinity }.Faults().Count());
    }
}
