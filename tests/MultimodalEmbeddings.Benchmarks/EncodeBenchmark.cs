using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary><see cref="SentenceEncoder"/> against plain TorchSharp.</summary>
internal sealed class EncodeBenchmark(BenchmarkOptions options)
{
    private const double Tolerance = 1e-5;
    private const int Baseline = 0;

    private static readonly string[] Header =
    [
        "model", "sentences", "threads", "variant", "ms", "cpu ms", "sentences/s", "tokens/s", "speed", "cpu speed", "difference",
    ];

    private readonly Corpus _corpus = Corpus.Load();
    private double _difference;

    /// <returns>The exit code.</returns>
    public int Run()
    {
        foreach (var model in MeasuredModel.Choose(options, _corpus))
        {
            using var encoder = model.OpenToEncode();
            foreach (var threads in options.Threads ?? [1, 2])
            {
                set_num_threads(threads);
                var rows = Workloads(model, encoder)
                    .SelectMany(load => Measure(encoder, load.Sentences, [model.Name, load.Name, $"{threads}"]));
                Console.WriteLine(TextTable.Print([Header, .. rows]) + "\n");
            }
        }

        var agree = _difference <= Tolerance;
        Console.WriteLine(
            $"""
            Sentences: {_corpus.Source}. Medians of {options.Rounds} rounds.
            speed: how many times as fast as the unsorted plain variant.
            cpu: processor time of all threads, which the load of other programs touches less; threads that wait busily count.
            difference: the largest between a component of an embedding (length 1) and the plain variant's;
            {(agree ? "all" : "NOT ALL")} within {Tolerance:0e-0}.
            """);
        return agree ? 0 : 1;
    }

    private IEnumerable<(string Name, IReadOnlyList<string> Sentences)> Workloads(MeasuredModel model, SentenceEncoder encoder)
    {
        var count = model.Scale(options.Sentences ?? (options.Quick ? 128 : 192));
        yield return ("short", [.. _corpus.Sentences.Take(Math.Max(count, 64))]);
        yield return ("long", _corpus.Long(Math.Max(count / 8, 4), encoder.Tokenizer));
        yield return ("one", [_corpus.Sentences[0]]);
        yield return ("32", [.. _corpus.Sentences.Take(32)]);
    }

    private IEnumerable<string[]> Measure(SentenceEncoder encoder, IReadOnlyList<string> sentences, string[] labels)
    {
        string[] names = ["plain: unsorted, 32", "plain: sorted, 32", "SentenceEncoder"];
        Func<IReadOnlyList<string>, float[][]>[] encode =
        [
            new PlainEncoder(encoder, sorted: false).Encode,
            new PlainEncoder(encoder, sorted: true).Encode,
            many => encoder.Encode(many),
        ];
        var embeddings = new float[encode.Length][][];
        var repeats = Math.Max(1, (options.Quick ? 4 : 16) / sentences.Count); // a single sentence is too short to be timed once
        var variants = names.Select((name, i) =>
            new Variant(name, () => Repeat(repeats, () => embeddings[i] = encode[i](sentences))));
        var rounds = Rounds.Run([.. variants], options.Rounds);
        var tokens = sentences.Sum(sentence => encoder.Tokenizer.Encode(sentence, encoder.MaximumTokens).Length);
        for (var i = 0; i < names.Length; i++)
        {
            var seconds = rounds.Elapsed(i) / repeats;
            var difference = Difference(embeddings[Baseline], embeddings[i]);
            _difference = Math.Max(_difference, difference);
            yield return [.. labels, names[i], $"{seconds * 1e3:F1}", $"{rounds.Processor(i) / repeats * 1e3:F1}",
                $"{sentences.Count / seconds:F0}", $"{tokens / seconds:F0}",
                $"{rounds.Speed(i, Baseline):F2}", $"{rounds.Economy(i, Baseline):F2}", $"{difference:0.0e-0}"];
        }
    }

    private static void Repeat(int times, Action action)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }

    /// <summary>NaN where a component is no number, so that no comparison passes it.</summary>
    private static double Difference(float[][] first, float[][] second) =>
        first.SelectMany(row => row).Zip(second.SelectMany(row => row), (x, y) => (double)MathF.Abs(x - y))
            .Aggregate(0.0, Math.Max);
}
