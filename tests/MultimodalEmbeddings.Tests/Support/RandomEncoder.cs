using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Tiny encoders with any combination of options.</summary>
internal static class RandomEncoder
{
    private static readonly string[] PromptNames = ["query", "document", "other \"\u00e9\""];

    public static SentenceEncoder Next(Random random)
    {
        var poolings = Enum.GetValues<Pooling>();
        random.Shuffle(poolings);
        poolings = poolings[..random.Next(1, 4)];
        var dense = random.Next(2) == 0 ? [] : Dense(random, poolings.Length * Tiny.Configuration.HiddenSize);
        return Create(dense, Options(random, poolings));
    }

    public static SentenceEncoder Create(IReadOnlyList<DenseWeights> dense, EncodingOptions options)
    {
        using var drawn = EncoderWeights.Draw(Tiny.Configuration, 1);
        var model = new InferenceSentenceModel(new ModuleWeights(drawn), dense);
        return new SentenceEncoder(model, WordPieceTokenizer.FromVocabulary(Tiny.Vocabulary), options);
    }

    /// <summary>One to three layers, the first of which takes <paramref name="inputs"/> components.</summary>
    public static DenseWeights[] Dense(Random random, int inputs)
    {
        var layers = new List<DenseWeights>();
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var outputs = random.Next(2, 20);
            layers.Add(new DenseWeights
            {
                InputSize = inputs,
                OutputSize = outputs,
                Activation = DenseActivations.Supported[random.Next(DenseActivations.Supported.Count)],
                Weight = Floats(random, inputs * outputs),
                Bias = random.Next(2) == 0 ? null : Floats(random, outputs),
                NormalizesInput = random.Next(2) == 0,
            });
            inputs = outputs;
        }

        return [.. layers];
    }

    private static EncodingOptions Options(Random random, Pooling[] poolings)
    {
        var prompts = PromptNames[..random.Next(PromptNames.Length + 1)];
        var texts = prompts.ToDictionary(name => name, name => Tiny.Sentences(1, name.Length, longest: 3)[0] + " ");
        return new EncodingOptions
        {
            Poolings = poolings,
            MaximumTokens = random.Next(2, Tiny.Configuration.MaximumPositions + 1),
            Normalize = random.Next(2) == 0,
            LowerCase = random.Next(2) == 0,
            PoolsPrompt = random.Next(2) == 0,
            Settings = new SentenceSettings
            {
                Prompts = new OrderedDictionary<string, string>(texts),
                DefaultPromptName = random.Next(2) == 0 ? null : prompts.LastOrDefault(),
                Similarity = random.Next(2) == 0 ? "dot" : "cosine",
            },
        };
    }

    private static float[] Floats(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
