using System.Diagnostics;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>
/// Peak memory of training on the same sentences, each way in a process of its own: in whole batches, and in larger ones that are
/// encoded in chunks.
/// </summary>
internal sealed class TrainingMemoryBenchmark(BenchmarkOptions options)
{
    private const double MaximumRatio = 1.2;
    private const int Batch = 64;

    private static readonly string[] Header =
        ["batch", "chunk", "steps", "peak MiB", "of which training", "ratio", "sentences/s"];

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var large = options.Quick ? 4 * Batch : 16 * Batch;
        (int Size, int Chunk)[] ways = [(Batch, Batch), (large, Batch), (large, Batch / 2)];
        var measured = ways.Select(way => Measure(way.Size, way.Chunk, steps: 2 * large / way.Size)).ToArray();
        var ratios = measured.Select(way => way.Peak / measured[0].Peak).ToArray();
        Console.WriteLine(TextTable.Print([Header, .. measured.Zip(ratios, Row)]));
        Console.WriteLine(
            $"""

            Peaks of resident memory of the whole process, libtorch and the model included; of which training: above the state
            before the first step. ratio: to whole batches of {Batch}; at most {MaximumRatio} is asked for in some size of chunks.
            The gradients, as large as the weights, are there from the first chunk on; a whole batch has them when it has freed
            what they are made from.
            """);
        return ratios.Skip(1).Min() <= MaximumRatio ? 0 : 1;
    }

    private static string[] Row(TrainingMemory way, double ratio) =>
    [
        $"{way.Batch}", way.Chunk < way.Batch ? $"{way.Chunk}" : "", $"{way.Steps}",
        $"{way.Peak:F0}", $"{way.Peak - way.Before:F0}", $"{ratio:F2}", $"{way.Batch * way.Steps / way.Seconds:F0}",
    ];

    private TrainingMemory Measure(int batch, int chunk, int steps)
    {
        string[] model = options.Model is { } directory ? ["--model", directory] : [];
        string[] quick = options.Quick ? ["--quick"] : [];
        string[] sizes = ["--sentences", $"{batch}", "--chunk", $"{chunk}", "--rounds", $"{steps}"];
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["training-memory-one", .. sizes, .. model, .. quick])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? TrainingMemory.Parse(output.TrimEnd().Split('\n')[^1])
            : throw new IOException(
                $"Training in batches of {batch} and chunks of {chunk} ended with exit code {process.ExitCode}.");
    }
}
