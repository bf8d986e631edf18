using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Tests.Training;

/// <summary>
/// A run of twelve steps with all that a checkpoint has to hold: captions, whose heads move on by their momentum between two
/// caption batches, dropout, validation, accumulated gradients.
/// </summary>
internal sealed record ResumedRun(string Directory)
{
    public const int Steps = 12;

    public TrainingOptions Options { get; init; } = new()
    {
        Epochs = 3,
        BatchSize = 4,
        AccumulationSteps = 2,
        ImagePairInterval = 3, // steps 3, 7 and 11 have no captions
        LearningRate = 3e-3,
        WarmupSteps = 2,
        WeightDecay = 0.01,
        MaximumTokens = 12,
    };

    public int EverySteps { get; init; } = 1;

    public int EncoderSeed { get; init; } = 1;

    public IReadOnlyList<string> Sentences { get; init; } = Tiny.Sentences(20);

    public IReadOnlyList<string> Captions { get; init; } = Tiny.Sentences(9, seed: 2);

    public float FirstFeature { get; init; } = 0.5f;

    public double FirstScore { get; init; } = 5;

    /// <summary>Trains until the end, or until cancelled after a step.</summary>
    /// <param name="cancelAfter">The steps after which to cancel and go on with a new trainer and a new encoder.</param>
    public RunOutcome Train(params int[] cancelAfter)
    {
        foreach (var step in cancelAfter)
        {
            using var source = new CancellationTokenSource();
            using var interrupted = Tiny.Encoder(EncoderSeed);
            var progress = new Recorder<TrainingProgress>(value =>
            {
                if (value.Step == step)
                {
                    source.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => Trainer(interrupted).Train(progress, source.Token));
        }

        using var encoder = Tiny.Encoder(EncoderSeed);
        rand(7).Dispose(); // what others draw meanwhile changes nothing
        var result = Trainer(encoder).Train();
        using var drawn = rand(4);
        using var weights = new TemporaryFolder();
        encoder.Save(weights.FullName);
        return new RunOutcome(result, File.ReadAllBytes(weights.File("model.safetensors")), drawn.data<float>().ToArray(), LastCheckpoint());
    }

    public MultimodalContrastiveTrainer Trainer(SentenceEncoder encoder) =>
        Configure(encoder).WithCheckpoints(Directory, EverySteps).Build();

    /// <summary>The same run without checkpoints.</summary>
    public MultimodalContrastiveTrainer Plain(SentenceEncoder encoder) => Configure(encoder).Build();

    public IEnumerable<string> CheckpointNames() =>
        System.IO.Directory.EnumerateFileSystemEntries(Directory, "step-*").Select(path => Path.GetFileName(path)).Order();

    public string CheckpointPath(int step) => Path.Combine(Directory, $"step-{step:D8}");

    private MultimodalContrastiveTrainerBuilder Configure(SentenceEncoder encoder)
    {
        var random = new Random(1);
        float[] features = [FirstFeature, .. Enumerable.Range(1, (Captions.Count * 3) - 1).Select(_ => random.NextSingle())];
        return MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(Sentences)
            .AddImagePairs(
                Captions,
                new FeatureMatrix(features, Captions.Count, 3),
                new MultimodalObjective { Weight = 0.5, SharedDimension = 8 })
            .WithOptions(Options)
            .WithValidation(
                new StsTask("tiny", [new("a cat", "the cat", FirstScore), new("a cat", "a dog", 3), new("red grass", "bird sings", 0)]),
                everySteps: 3);
    }

    /// <summary>Digests of the newest checkpoint's files, those of the time that it took left out.</summary>
    private string[] LastCheckpoint() =>
    [
        .. File.ReadLines(Path.Combine(CheckpointPath(Steps), "SHA256SUMS"))
            .Where(line => !line.EndsWith("timing.json", StringComparison.Ordinal)),
    ];
}
