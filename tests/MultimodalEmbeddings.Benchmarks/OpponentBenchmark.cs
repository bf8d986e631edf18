using Microsoft.ML.OnnxRuntime;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>ONNX Runtime against itself: whether its models compute what the modules do, and which setting is its best.</summary>
internal sealed class OpponentBenchmark(BenchmarkOptions options)
{
    private const double Tolerance = 1e-5;
    private const double LeastCosine = 0.95; // of int8 weights that mean nothing, too

    private static readonly string[] Header =
    [
        "model", "sentences", "opponent", "ms", "cpu ms", "sentences/s", "tokens/s", "speed", "difference",
        "least cosine",
    ];

    private readonly Corpus _corpus = Corpus.Load();
    private bool _agree = true;

    /// <returns>The exit code.</returns>
    public int Run()
    {
        var directory = options.Model ?? SharedData.Model("all-MiniLM-L6-v2")
            ?? throw new UsageException("There is no all-MiniLM-L6-v2 in the shared folder; opponents needs --model.");
        var tokenizer = TokenizerFiles.Load(directory);
        Console.WriteLine($"ONNX Runtime {OrtEnv.Instance().GetVersionString()}");
        foreach (var open in Models(directory).Take(options.Quick ? 1 : 2))
        {
            var (name, model) = open();
            using var opponents = new Opponents(new ModuleWeights(model));
            foreach (var threads in options.Threads ?? [1, 2])
            {
                var rows = Workloads(name, model, tokenizer).SelectMany(load => Measure(load, opponents, threads));
                Console.WriteLine(TextTable.Print([Header, .. rows]) + "\n");
            }

            model.Dispose();
        }

        Console.WriteLine(
            $"""
            Sentences: {_corpus.Source}. Medians of {options.Rounds} rounds in turns. speed: compared with the exported model in the same setting.
            difference, least cosine: between embeddings of length 1 and the modules';
            {(_agree ? "all" : "NOT ALL")} within {Tolerance:0e-0} (float32) and above {LeastCosine} (int8).
            """);
        return _agree ? 0 : 1;
    }

    private static IEnumerable<Func<(string Name, TransformerModel Model)>> Models(string directory)
    {
        yield return () =>
        {
            using var checkpoint = Checkpoint.Open(directory);
            return (Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)), EncoderWeights.Load(checkpoint));
        };
        yield return () => ("12 x 768", EncoderWeights.Draw(MeasuredModel.Sizes(12, 768, 30_522), seed: 1));
    }

    private IEnumerable<OpponentLoad> Workloads(string name, TransformerModel model, ITextTokenizer tokenizer)
    {
        var (limit, wide) = (model.Configuration.LongestSentence, model.Configuration.HiddenSize > 384);
        var count = (options.Sentences ?? (options.Quick ? 128 : 192)) / (wide ? 3 : 1);
        int[][] Tokens(IEnumerable<string> texts) => [.. texts.Select(text => tokenizer.Encode(text, limit))];
        OpponentLoad Load(string kind, IEnumerable<string> texts) => new(name, kind, model, Tokens(texts));

        yield return Load("short", _corpus.Sentences.Take(Math.Max(1, count)));
        yield return Load("long", _corpus.Long(Math.Max(1, count / 12), tokenizer));
        yield return Load("one", _corpus.Sentences.Take(1));
    }

    /// <summary>One setting after the other: all models of all settings at once would not fit the memory.</summary>
    private IEnumerable<string[]> Measure(OpponentLoad load, Opponents models, int threads)
    {
        var expected = load.Expected();
        return Settings(threads, load.Tokens.Length).SelectMany(settings => Measure(load, models.Open(settings), expected));
    }

    private List<string[]> Measure(OpponentLoad load, IReadOnlyList<IEncodeOpponent> opponents, float[] expected)
    {
        var repeats = load.Tokens.Length == 1 ? 16 : 1; // too short to be timed once
        var found = opponents.Select(_ => new float[expected.Length]).ToArray();
        var rounds = Rounds.Run(
            [.. opponents.Select((opponent, i) => new Variant(opponent.Name, () =>
            {
                for (var repeat = 0; repeat < repeats; repeat++)
                {
                    opponent.Encode(load.Tokens, found[i]);
                }
            }))],
            options.Rounds);
        foreach (var opponent in opponents)
        {
            opponent.Dispose();
        }

        return [.. opponents.Select((opponent, i) => Row(load, opponent.Name, new Outcome(
            rounds.Elapsed(i) / repeats, rounds.Processor(i) / repeats, rounds.Speed(i, 0), expected, found[i])))];
    }

    private static OpponentSettings[] Settings(int threads, int sentences) => (threads, sentences) switch
    {
        (_, 1) => [new(threads)],
        (1, _) => [new(1, 256), new(1, 512), new(1, 1024)],
        _ => [new(threads), new(threads, 256) { BatchesInParallel = true }, new(threads) { BatchesInParallel = true }],
    };

    private string[] Row(OpponentLoad load, string opponent, Outcome it)
    {
        var (difference, cosine) = (it.Difference, it.LeastCosine(load.Dimension));
        _agree &= opponent.Contains("int8", StringComparison.Ordinal) ? cosine >= LeastCosine : difference <= Tolerance;
        return
        [
            load.Model, load.Kind, opponent, $"{it.Seconds * 1e3:F1}", $"{it.Processor * 1e3:F1}",
            $"{load.Tokens.Length / it.Seconds:F0}", $"{load.Tokens.Sum(ids => ids.Length) / it.Seconds:F0}", $"{it.Speed:F2}",
            $"{difference:0.0e-0}", $"{cosine:F5}",
        ];
    }

    private sealed record Outcome(double Seconds, double Processor, double Speed, float[] Expected, float[] Found)
    {
        /// <summary>NaN where a component is no number, so that no comparison passes it.</summary>
        public double Difference => Expected.Zip(Found, (x, y) => (double)MathF.Abs(x - y)).Aggregate(0.0, Math.Max);

        public double LeastCosine(int dimension) =>
            Expected.Chunk(dimension).Zip(Found.Chunk(dimension), Cosine).Aggregate(1.0, Math.Min);

        private static double Cosine(float[] x, float[] y) =>
            x.Zip(y, (a, b) => (double)a * b).Sum() / Math.Sqrt(x.Sum(a => (double)a * a) * y.Sum(b => (double)b * b));
    }
}
