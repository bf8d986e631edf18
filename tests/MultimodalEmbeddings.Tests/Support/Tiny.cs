using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>An encoder small enough for unit tests, with a vocabulary of a few words.</summary>
internal static class Tiny
{
    public static readonly IReadOnlyList<string> Vocabulary =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "the", "red", "blue", "green", "cat", "dog", "bird", "runs", "sleeps", "sings",
        "on", "under", "grass", "tree", "##s", "small", "large", ".",
    ];

    public static readonly EncoderConfiguration Configuration = new()
    {
        ModelType = "bert",
        VocabularySize = Vocabulary.Count,
        HiddenSize = 16,
        Layers = 2,
        Heads = 4,
        IntermediateSize = 32,
        MaximumPositions = 24,
        InitializerRange = 0.2, // so that untrained embeddings differ visibly
    };

    public static SentenceEncoder Encoder(int seed = 1) => SentenceEncoder.Create(Configuration, Vocabulary, seed);

    /// <summary>Sentences of 1 to <paramref name="longest"/> words of the vocabulary.</summary>
    public static string[] Sentences(int count, int seed = 1, int longest = 15)
    {
        var random = new Random(seed);
        string Word() => Vocabulary[random.Next(5, Vocabulary.Count)].TrimStart('#');
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, longest + 1)).Select(_ => Word())))];
    }

    /// <returns>The weights and biases of an encoder's own dense layer.</returns>
    public static float[] Pooler(SentenceEncoder encoder) =>
    [
        .. encoder.Model.Tensors.Where(tensor => tensor.Name.StartsWith("pooler.", StringComparison.Ordinal))
            .SelectMany(tensor => tensor.Values()),
    ];
}
