using System.Diagnostics;
using System.Globalization;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>
/// How long a checkpoint takes to load, and how much memory; each in a process of its own, so that peaks are its own.
/// </summary>
internal sealed class LoadBenchmark(BenchmarkOptions options)
{
    /// <summary>The peak of memory, as a multiple of the weights, above which the exit code is 1.</summary>
    private const double MaximumPeak = 1.3;

    private static readonly string[] Header = ["weights", "MiB", "make ms", "read ms", "copy ms", "read GB/s", "peak / weights"];

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var folder = Directory.CreateTempSubdirectory("multimodal-embeddings-load-").FullName;
        try
        {
            (string Name, string Directory)[] checkpoints = options.Model is { } model ? [(model, model)] : Generate(folder);
            var measured = checkpoints.Select(checkpoint => (checkpoint.Name, Best: Best(checkpoint.Directory))).ToArray();
            Print(measured);
            return measured.All(row => row.Best.PeakOfWeights <= MaximumPeak) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private (string Name, string Directory)[] Generate(string folder)
    {
        var sizes = options.Quick ? MeasuredModel.Sizes(2, 384, 30_522) : MeasuredModel.Sizes(12, 768, 30_522);
        return
        [
            ("safetensors", GeneratedCheckpoint.WriteSafetensors(Path.Combine(folder, "safetensors"), sizes)),
            (".bin", GeneratedCheckpoint.WriteBin(Path.Combine(folder, "bin"), sizes)),
        ];
    }

    // The shortest times of the rounds, and the highest peak.
    private LoadMeasurement Best(string directory)
    {
        LoadMeasurement[] rounds = [.. Enumerable.Range(0, options.Rounds).Select(_ => Measure(directory))];
        return rounds[0] with
        {
            Make = rounds.Min(round => round.Make),
            Read = rounds.Min(round => round.Read),
            Copy = rounds.Min(round => round.Copy),
            Peak = rounds.Max(round => round.Peak),
        };
    }

    private static LoadMeasurement Measure(string directory)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["load-one", "--model", directory])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? LoadMeasurement.Parse(output.TrimEnd().Split('\n')[^1])
            : throw new CheckpointException(directory, "could not be loaded in a process of its own.");
    }

    private static void Print((string Name, LoadMeasurement Best)[] measured)
    {
        List<string[]> rows = [Header];
        foreach (var (name, it) in measured)
        {
            rows.Add(
            [
                name, Text(it.Weights / 1048576.0), Text(it.Make), Text(it.Read), Text(it.Copy),
                Text(it.Weights / it.Read / 1e6), it.PeakOfWeights.ToString("F3", CultureInfo.InvariantCulture),
            ]);
        }

        Console.WriteLine(TextTable.Print(rows));
        Console.WriteLine(
            $"""

            make: the model with its parameters. read: open the files and fill the parameters. copy: the same bytes from memory
            to memory. peak: of resident memory above the state before loading; at most {MaximumPeak} is asked for.
            """);
    }

    private static string Text(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
