using System.Diagnostics;
using System.Globalization;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Peak memory of training steps, each kind in a process of its own: whole batches, and larger ones in chunks.</summary>
internal sealed class TrainingMemoryBenchmark(BenchmarkOptions options)
{
    private const double MaximumRatio = 1.2;
    private const int Chunk = 64;
    private const int Steps = 3;

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var whole = Measure(Chunk);
        var large = Measure(options.Quick ? 4 * Chunk : 16 * Chunk);
        Console.WriteLine(TextTable.Print(
        [
            ["batch", "chunk", "peak MiB", "of which the step", "ratio"],
            [$"{Chunk}", "", $"{whole.Peak:F0}", $"{whole.Peak - whole.Before:F0}", "1.00"],
            [$"{large.Batch}", $"{Chunk}", $"{large.Peak:F0}", $"{large.Peak - large.Before:F0}", $"{large.Peak / whole.Peak:F2}"],
        ]));
        Console.WriteLine($"Peaks of {Steps} steps of the whole process; at most {MaximumRatio} is asked for.");
        return large.Peak <= MaximumRatio * whole.Peak ? 0 : 1;
    }

    /// <summary>Trains with batches of so many sentences, in this process.</summary>
    /// <returns>A line: memory before the first step, and the peak, in MiB.</returns>
    public static string MeasureHere(BenchmarkOptions options)
    {
        var corpus = Corpus.Load();
        using var encoder = MeasuredModel.Choose(options, corpus)[0].Open().WithPooling(Pooling.Cls).Build();
        var training = new TrainingOptions { BatchSize = options.Sentences!.Value, ChunkSize = Chunk };
        var batch = new ContrastiveBatch(
            [.. corpus.Captions.Take(training.BatchSize).Select(text => encoder.Tokenizer.Encode(text, training.MaximumTokens))],
            Features: null);
        using var variant = new TrainerStep(encoder, training);
        GC.Collect();
        ProcessMemory.ResetPeak();
        var before = ProcessMemory.PeakMebibytes();
        for (var step = 0; step < Steps; step++)
        {
            variant.Step(batch);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{before} {ProcessMemory.PeakMebibytes()}");
    }

    private (int Batch, double Before, double Peak) Measure(int batch)
    {
        string[] model = options.Model is { } directory ? ["--model", directory] : [];
        string[] quick = options.Quick ? ["--quick"] : [];
        var start = new ProcessStartInfo(
            Environment.ProcessPath!, ["training-memory-one", "--sentences", $"{batch}", .. model, .. quick])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var numbers = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1].Split(' ');
        process.WaitForExit();
        return (batch, double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
    }
}
