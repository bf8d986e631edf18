using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Configurations of small encoders of every family, each setting drawn at random.</summary>
internal static class RandomConfiguration
{
    public static IEnumerable<TheoryDataRow<string>> ModelTypes() =>
        EncoderFamily.ModelTypes.Select(modelType => new TheoryDataRow<string>(modelType));

    public static EncoderConfiguration Draw(string modelType, Random random)
    {
        var (family, heads, layers) = (EncoderFamily.Of(modelType), random.Next(1, 5), random.Next(2, 5));
        var defaults = family.Defaults;
        return defaults with
        {
            VocabularySize = random.Next(40, 60),
            HiddenSize = 2 * heads * random.Next(3, 6),
            Layers = layers,
            Heads = heads,
            IntermediateSize = random.Next(8, 40),
            MaximumPositions = random.Next(60, 80),
            TokenTypes = family.Keys.TokenTypes is null ? defaults.TokenTypes : random.Next(1, 4),
            EmbeddingSize = family.Keys.EmbeddingSize is null ? null : random.Next(4, 30),
            RelativePositionBuckets = family.Keys.RelativePositionBuckets is null ? null : random.Next(32, 40),
            PaddingId = modelType == "mpnet" ? 1 : random.Next(5),
            LayerNormEpsilon =
                family.Keys.LayerNormEpsilon is null ? defaults.LayerNormEpsilon : Math.Pow(10, -random.Next(1, 13)),
            HiddenDropout = family.Keys.HiddenDropout is null ? defaults.HiddenDropout : random.Next(1, 9) / 10.0,
            AttentionDropout = random.Next(1, 9) / 10.0,
            InitializerRange = random.Next(2, 5) / 10.0,
            Activation = EncoderConfigurationRules.Activations[random.Next(EncoderConfigurationRules.Activations.Count)],
            ModernBert = defaults.ModernBert is null ? null : ModernBert(layers, random),
        };
    }

    private static ModernBertConfiguration ModernBert(int layers, Random random) => new()
    {
        GlobalLayers = random.Next(2) == 0
            ? ModernBertConfiguration.EveryNth(layers, random.Next(1, 5))
            : [.. Enumerable.Range(0, layers).Select(_ => random.Next(2) == 0)],
        LocalAttention = random.Next(1, 12),
        GlobalTheta = random.Next(2, 200_000),
        LocalTheta = random.Next(2, 20_000) / 2.0,
        AttentionBias = random.Next(2) == 0,
        FeedForwardBias = random.Next(2) == 0,
        NormBias = random.Next(2) == 0,
        EmbeddingDropout = random.Next(1, 9) / 10.0,
        FeedForwardDropout = random.Next(1, 9) / 10.0,
    };
}
