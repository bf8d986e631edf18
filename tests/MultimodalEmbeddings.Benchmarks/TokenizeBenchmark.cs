using MultimodalEmbeddings.Tokenization;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>How fast text becomes token ids, and what that is of encoding.</summary>
internal sealed class TokenizeBenchmark(BenchmarkOptions options)
{
    private static readonly string[] Header =
        ["model", "sentences", "tokens", "tokenize cpu ms", "sentences/s", "tokens/s", "encode cpu ms", "share of encode"];

    private readonly Corpus _corpus = Corpus.Load();

    /// <returns>The exit code.</returns>
    public int Run()
    {
        set_num_threads((options.Threads ?? [1])[0]);
        List<string[]> rows = [Header];
        foreach (var model in MeasuredModel.Choose(options, _corpus))
        {
            using var encoder = model.OpenToEncode();
            var count = options.Sentences ?? (options.Quick ? 500 : 4000);
            rows.Add(Row(model, encoder, "short", [.. _corpus.Sentences.Take(count)]));
            rows.Add(Row(model, encoder, "long", _corpus.Long(Math.Max(1, count / 10), encoder.Tokenizer)));
        }

        Console.WriteLine(TextTable.Print(rows));
        Console.WriteLine(
            $"""

            Sentences: {_corpus.Source}. Medians of {options.Rounds} rounds, processor time.
            Encoding is timed on a part of the sentences and scaled by the tokens.
            """);
        return 0;
    }

    private string[] Row(MeasuredModel model, SentenceEncoder encoder, string name, IReadOnlyList<string> sentences)
    {
        string[] part = [.. sentences.Take(Math.Max(1, model.Scale(sentences.Count / 16)))];
        var rounds = Rounds.Run(
            [
                new Variant("tokenize", () => Count(encoder.Tokenizer, sentences)),
                new Variant("encode", () => encoder.Encode(part)),
            ],
            options.Rounds);
        var tokens = Count(encoder.Tokenizer, sentences);
        var (tokenize, encode) = (rounds.Processor(0), rounds.Processor(1) * tokens / Count(encoder.Tokenizer, part));
        return [model.Name, name, $"{tokens}", $"{tokenize * 1e3:F1}", $"{sentences.Count / tokenize:F0}",
            $"{tokens / tokenize:F0}", $"{encode * 1e3:F0}", $"{100 * tokenize / encode:F2} %"];
    }

    private static long Count(ITextTokenizer tokenizer, IReadOnlyList<string> sentences) =>
        sentences.Sum(sentence => (long)tokenizer.Encode(sentence).Length);
}
