using System.Security.Cryptography;
using System.Text;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Training;
using TorchSharp;

namespace MultimodalEmbeddings.Tests.Host;

/// <summary>Sixty steps on sentences and captions with validation and a checkpoint after each.</summary>
/// <param name="directory">Holds the checkpoints and, at the end, the model.</param>
/// <param name="tells">Whether to print a line after each step.</param>
public sealed class ResumableRun(string directory, bool tells)
{
    public const int Refused = 4;
    public const string Telling = "tell";
    public const string StepDone = "step";

    private static readonly string[] Words = ["a", "dog", "cat", "runs", "sleeps"];

    private string Checkpoints => Path.Combine(directory, "checkpoints");

    private string Model => Path.Combine(directory, "model");

    /// <summary>Trains from the newest checkpoint to the end, saves the model, prints what must be the same each time.</summary>
    /// <returns>The exit code.</returns>
    public int Finish()
    {
        using var encoder = TinyEncoder.Create();
        var before = encoder.Encode(TinyEncoder.Sentence);
        try
        {
            var result = Configure(encoder).Build().Train(tells ? new StepLines() : null);
            using var drawn = torch.rand(4);
            encoder.Save(Model);
            new TrainingReport(encoder, result) { Finished = DateTimeOffset.UnixEpoch }.Write(Model);
            Console.WriteLine($"best {result.BestStep} {result.BestScore:R}");
            Console.WriteLine($"history {DigestOf(result.History)}");
            Console.WriteLine($"drawn {string.Join(' ', drawn.data<float>())}");
            PrintFiles(Model);
            PrintFiles(Directory.EnumerateDirectories(Checkpoints).Max()!);
            return 0;
        }
        catch (TrainingCheckpointException exception)
        {
            var kept = before.SequenceEqual(encoder.Encode(TinyEncoder.Sentence)) ? "kept" : "lost";
            Console.Error.WriteLine($"{exception.Message} The encoder {kept} its weights.");
            return Refused;
        }
    }

    private MultimodalContrastiveTrainerBuilder Configure(SentenceEncoder encoder)
    {
        var random = new Random(1);
        return MultimodalContrastiveTrainer.For(encoder)
            .AddSentences(Sentences(random, 40))
            .AddImagePairs(
                Sentences(random, 20),
                new FeatureMatrix(Enumerable.Range(0, 60).Select(_ => random.NextSingle()).ToArray(), rows: 20, columns: 3))
            .WithOptions(new TrainingOptions { BatchSize = 4, Epochs = 4, MaximumTokens = 8, LearningRate = 0.01 })
            .WithValidation(
                new StsTask("pairs", [new("a dog runs", "a cat runs", 3), new("a dog", "dog", 5), new("a cat", "runs", 0)]),
                everySteps: 10)
            .WithCheckpoints(Checkpoints, everySteps: 1);
    }

    private static string[] Sentences(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', random.GetItems(Words, random.Next(1, 6))))];

    private static string DigestOf(IEnumerable<TrainingProgress> history)
    {
        var text = string.Join('\n', history.Select(progress => progress with { SentencesPerSecond = 0 }));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>
    /// Without what the clock says: a checkpoint's timing, the list of digests that has one of it, and the report's line.
    /// </summary>
    private static void PrintFiles(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        foreach (var file in files.Where(file => Path.GetFileName(file) is not ("timing.json" or "SHA256SUMS")))
        {
            var name = Path.Combine(Path.GetFileName(folder), Path.GetRelativePath(folder, file));
            Console.WriteLine($"{name} {Convert.ToHexStringLower(SHA256.HashData(Content(file)))}");
        }
    }

    private static byte[] Content(string file) => Path.GetFileName(file) == TrainingReport.CardName
        ? Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(file).Where(line => !line.StartsWith("| time |", StringComparison.Ordinal))))
        : File.ReadAllBytes(file);

    /// <summary>At once, on the training thread, before the step's checkpoint is written.</summary>
    private sealed class StepLines : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Console.WriteLine(StepDone);
    }
}
