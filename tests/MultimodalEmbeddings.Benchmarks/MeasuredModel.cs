using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The encoders that are measured.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Cost">Multiplications for a token, compared with 6 layers of 384.</param>
/// <param name="Open">Makes the encoder.</param>
internal sealed record MeasuredModel(string Name, double Cost, Func<SentenceEncoderBuilder> Open)
{
    private const int VocabularySize = 30_522; // bert-base-uncased's

    public static IReadOnlyList<MeasuredModel> Choose(BenchmarkOptions options, Corpus corpus)
    {
        if (options.Model is { } directory)
        {
            return [FromDirectory(directory)];
        }

        var vocabulary = Vocabulary(corpus);
        return options.Quick
            ? [Untrained(2, 128, vocabulary)]
            : [Untrained(6, 384, vocabulary), Untrained(12, 768, vocabulary)];
    }

    /// <summary>How many sentences of a number meant for 6 layers of 384 keep the time about the same.</summary>
    public int Scale(int sentences) => Math.Clamp((int)(sentences / Cost), 1, sentences);

    /// <summary>Mean pooling to unit length, so that embeddings of all models are compared on one scale.</summary>
    public SentenceEncoder OpenToEncode() => Open().WithPooling(Pooling.Mean).WithNormalization().Build();

    private static MeasuredModel FromDirectory(string directory)
    {
        var sizes = EncoderConfiguration.Read(Path.Combine(directory, "config.json"));
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        return new MeasuredModel(name, CostOf(sizes), () => SentenceEncoder.From(directory));
    }

    /// <summary>The sizes of a BERT whose other sizes follow from these.</summary>
    public static EncoderConfiguration Sizes(int layers, int hidden, int vocabularySize) => new()
    {
        ModelType = "bert",
        VocabularySize = vocabularySize,
        HiddenSize = hidden,
        Layers = layers,
        Heads = hidden < 384 ? 4 : 12,
        IntermediateSize = 4 * hidden,
        MaximumPositions = 512,
    };

    private static MeasuredModel Untrained(int layers, int hidden, List<string> vocabulary)
    {
        var sizes = Sizes(layers, hidden, vocabulary.Count);
        return new MeasuredModel($"{layers} x {hidden}", CostOf(sizes), () => SentenceEncoder.From(sizes, vocabulary, seed: 1));
    }

    private static double CostOf(EncoderConfiguration sizes) =>
        sizes.Layers * Math.Pow(sizes.HiddenSize, 2) / (6 * Math.Pow(384, 2));

    /// <summary>Special tokens, characters, the corpus's most frequent words, and made-up words up to the full size.</summary>
    private static List<string> Vocabulary(Corpus corpus)
    {
        var characters = Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)
            .Where(character => !char.IsUpper(character)).Select(character => character.ToString());
        var words = corpus.Sentences.Concat(corpus.Captions).SelectMany(Words).CountBy(word => word).Where(pair => pair.Value > 1)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key);
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        var pieces = characters.SelectMany(text => new[] { text, "##" + text });
        return [.. special.Concat(pieces).Concat(words).Concat(GeneratedText.Words()).Distinct().Take(VocabularySize)];
    }

    private static IEnumerable<string> Words(string sentence) =>
        sentence.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.All(char.IsAsciiLetter));
}
