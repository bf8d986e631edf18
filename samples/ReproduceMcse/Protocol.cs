using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Training;

namespace ReproduceMcse;

/// <summary>How the Python original was trained and measured on this data.</summary>
internal static class Protocol
{
    public const double ImageWeight = 0.2;

    public const int Steps = 200, ValidationInterval = 100, Sentences = 100_000;

    /// <summary>Chooses the caption of each image: once, the same in every run.</summary>
    public const int CaptionSeed = 12345;

    public const string Precision = "bfloat16";

    public static readonly IReadOnlyDictionary<string, TrainingPrecision> Precisions = new Dictionary<string, TrainingPrecision>
    {
        [Precision] = TrainingPrecision.BFloat16,
        ["float32"] = TrainingPrecision.Full,
    };

    public static TrainingOptions Options(int seed, RunSettings settings) => new()
    {
        Epochs = int.MaxValue,
        MaximumSteps = settings.Steps,
        BatchSize = 64,
        LearningRate = 3e-5,
        MaximumTokens = 32,
        Temperature = 0.05,
        ImagePairInterval = 4,
        Precision = Precisions[settings.Precision],
        Seed = seed,
    };

    public static MultimodalObjective Objective(Arm arm) => new()
    {
        Weight = arm.ImageWeight,
        Temperature = 0.05,
        SharedDimension = 256,
        Ablation = arm.Images,
    };

    /// <summary>The numbers of a run by the names of <see cref="Quantity.All"/>.</summary>
    public static IReadOnlyDictionary<string, double> Scores(double validation, StsReport report)
    {
        var scores = report.Tasks.ToDictionary(task => Quantity.NameOf(task.Name), task => task.Score);
        var benchmark = report.Tasks.Single(task => Quantity.NameOf(task.Name) == "STS-B");
        scores["dev"] = validation;
        scores["Avg"] = report.Tasks.Average(task => task.Score);
        scores["alignment"] = benchmark.Alignment.WholeSet;
        scores["uniformity"] = benchmark.Uniformity.WholeSet;
        return scores;
    }
}
