using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>A step of the trainer against a plain TorchSharp loop: 64 sentences of up to 32 tokens, each seen twice.</summary>
internal sealed class TrainingStepBenchmark(BenchmarkOptions options)
{
    private const double Tolerance = 1e-5;

    private static readonly string[] Header =
    [
        "model", "threads", "variant", "ms/step", "cpu ms", "sentences/s", "speed", "cpu speed", "/ PyTorch", "cpu", "peak MiB",
        "forward", "backward", "clip", "update",
    ];

    private double _difference;

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var corpus = Corpus.Load();
        foreach (var model in MeasuredModel.Choose(options, corpus))
        {
            using var encoder = model.Open().WithPooling(Pooling.Cls).Build();
            var batches = Batches(corpus, encoder.Tokenizer);
            foreach (var threads in options.Threads ?? [Environment.ProcessorCount])
            {
                set_num_threads(threads);
                using var python = PyTorchProcess.Start(encoder.Model.Configuration, batches, threads);
                Console.WriteLine(python is null ? "PyTorch: absent, skipped" : $"PyTorch {python.Version}");
                using var variants = new TrainingVariants(encoder, python);
                Console.WriteLine(TextTable.Print([Header, .. Measure(variants, batches, [model.Name, $"{threads}"])]) + "\n");
            }
        }

        var agree = _difference <= Tolerance;
        Console.WriteLine(
            $"""
            Captions: {corpus.Source}. Medians of {options.Rounds} rounds of one step.
            speed: how many times as fast as the plain loop.
            / PyTorch: how many times as fast as PyTorch of the same precision, in time and in processor time.
            cpu: processor time of all threads, which the load of other programs touches less; threads that wait busily count.
            peak MiB: of the process during the variant's step; ours holds all variants' models and optimizer states.
            Losses without dropout differ by {_difference:0.0e-0}, {(agree ? "" : "NOT ")}within {Tolerance:0e-0}.
            """);
        return agree ? 0 : 1;
    }

    private static ContrastiveBatch[] Batches(Corpus corpus, ITextTokenizer tokenizer)
    {
        var training = new TrainingOptions();
        return [.. corpus.Captions.Take(8 * training.BatchSize).Select(text => tokenizer.Encode(text, training.MaximumTokens))
            .Chunk(training.BatchSize).Select(ids => new ContrastiveBatch(ids, Features: null))];
    }

    private IEnumerable<string[]> Measure(TrainingVariants all, ContrastiveBatch[] batches, string[] labels)
    {
        var variants = all.Variants;
        var losses = variants.Select(variant => variant.Loss(batches[0])).OfType<double>().ToArray();
        _difference = Math.Max(_difference, losses.Max() - losses.Min());
        var peaks = new double[variants.Count];
        var steps = variants.Select((variant, i) => new Variant(variant.Name, StepThrough(variant, batches, peaks, i))
        {
            ProcessorTime = variant.ProcessorTime,
        });
        var rounds = Rounds.Run([.. steps], options.Rounds);
        for (var i = 0; i < variants.Count; i++)
        {
            yield return
            [
                .. labels, variants[i].Name, $"{rounds.Elapsed(i) * 1e3:F0}", $"{rounds.Processor(i) * 1e3:F0}",
                $"{batches[0].TokenIds.Count / rounds.Elapsed(i):F0}",
                .. Compared(rounds, i, TrainingVariants.Baseline), .. Compared(rounds, i, all.Opponent(i)), $"{peaks[i]:F0}",
                .. variants[i].Times?.Shares() ?? ["", "", "", ""],
            ];
        }
    }

    private static string[] Compared(Rounds rounds, int variant, int? other) =>
        other is { } opponent
            ? [$"{rounds.Speed(variant, opponent):F2}", $"{rounds.Economy(variant, opponent):F2}"]
            : ["", ""];

    /// <summary>Every call makes a step with the next batch; the first, which also allocates, does not count.</summary>
    private static Action StepThrough(ITrainingVariant variant, ContrastiveBatch[] batches, double[] peaks, int index)
    {
        var step = 0;
        return () =>
        {
            ProcessMemory.ResetPeak();
            variant.Step(batches[step % batches.Length]);
            peaks[index] = Math.Max(peaks[index], variant.Peak);
            if (step++ == 0)
            {
                variant.Times?.Clear();
            }
        };
    }
}
