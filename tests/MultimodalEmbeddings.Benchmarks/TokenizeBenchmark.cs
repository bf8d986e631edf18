using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>How fast text becomes token ids, and what that is of encoding.</summary>
internal sealed class TokenizeBenchmark(BenchmarkOptions options)
{
    private static readonly string[] Header =
    [
        "model", "sentences", "tokenizer", "tokens", "tokenize cpu ms", "sentences/s", "tokens/s", "encode cpu ms", "share of encode",
    ];

    private readonly Corpus _corpus = Corpus.Load();

    /// <returns>The exit code.</returns>
    public int Run()
    {
        set_num_threads((options.Threads ?? [1])[0]);
        var kinds = MeasuredTokenizer.All();
        List<string[]> rows = [Header];
        foreach (var model in MeasuredModel.Choose(options, _corpus))
        {
            using var encoder = model.OpenToEncode();
            MeasuredTokenizer[] tokenizers = [new("the model's own", encoder.Tokenizer), .. kinds];
            var count = options.Sentences ?? (options.Quick ? 500 : 4000);
            var longer = _corpus.Long(Math.Max(1, count / 10), encoder.Tokenizer);
            rows.AddRange(Measure(new Measured(model, encoder, "short", [.. _corpus.Sentences.Take(count)]), tokenizers));
            rows.AddRange(Measure(new Measured(model, encoder, "long", longer), tokenizers));
        }

        Console.WriteLine(TextTable.Print(rows));
        Console.WriteLine(
            $"""

            Sentences: {_corpus.Source}. Medians of {options.Rounds} rounds in turns, processor time.
            Encoding is timed on a part of the sentences, with the model's own tokenizer, and scaled by the tokens: the share of
            another tokenizer is what it would be in a model of this size.
            """);
        return 0;
    }

    private IEnumerable<string[]> Measure(Measured measured, MeasuredTokenizer[] tokenizers)
    {
        var (model, encoder, name, sentences) = measured;
        string[] part = [.. sentences.Take(Math.Max(1, model.Scale(sentences.Count / 16)))];
        var encode = new Variant("encode", () => encoder.Encode(part));
        var rounds = Rounds.Run(
            [encode, .. tokenizers.Select(tokenizer => new Variant(tokenizer.Kind, () => tokenizer.Count(sentences)))],
            options.Rounds);
        var secondsOfToken = rounds.Processor(0) / tokenizers[0].Count(part);
        for (var i = 0; i < tokenizers.Length; i++)
        {
            var tokens = tokenizers[i].Count(sentences);
            var (tokenizing, encoding) = (rounds.Processor(i + 1), secondsOfToken * tokens);
            yield return
            [
                model.Name, name, tokenizers[i].Kind, $"{tokens}", $"{tokenizing * 1e3:F1}", $"{sentences.Count / tokenizing:F0}",
                $"{tokens / tokenizing:F0}", $"{encoding * 1e3:F0}", $"{100 * tokenizing / encoding:F2} %",
            ];
        }
    }

    private sealed record Measured(MeasuredModel Model, SentenceEncoder Encoder, string Name, IReadOnlyList<string> Sentences);
}
