using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The sentences that are encoded and trained on.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Sentences">Single sentences, in no order of length.</param>
/// <param name="Captions">Captions of images.</param>
internal sealed record Corpus(string Source, IReadOnlyList<string> Sentences, IReadOnlyList<string> Captions)
{
    private const int LeastTokens = 128;
    private const int MostTokens = 256;

    public static Corpus Load()
    {
        var sentences = SharedData.StsSentences();
        var captions = SharedData.Captions();
        return sentences is null || captions is null
            ? new Corpus("generated from a seed", GeneratedText.Sentences(20_000), GeneratedText.Sentences(4_000))
            : new Corpus("STS tasks, Flickr8k", Shuffled(sentences), Shuffled(captions));
    }

    /// <summary>Texts of 128 to 256 tokens: sentences one after another.</summary>
    public IReadOnlyList<string> Long(int count, ITextTokenizer tokenizer)
    {
        var random = new Random(2);
        var next = 0;
        var lengths = Enumerable.Range(0, count).Select(_ => random.Next(LeastTokens, MostTokens - 60)); // the last adds to it
        return [.. lengths.Select(tokens => Joined(tokens, ref next, tokenizer))];
    }

    private string Joined(int tokens, ref int next, ITextTokenizer tokenizer)
    {
        var text = "";
        while (tokenizer.Encode(text, MostTokens).Length < tokens)
        {
            text += " " + Sentences[next++ % Sentences.Count];
        }

        return text;
    }

    private static string[] Shuffled(IEnumerable<string> sentences)
    {
        string[] shuffled = [.. sentences];
        new Random(1).Shuffle(shuffled);
        return shuffled;
    }
}
