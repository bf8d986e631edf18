using static MultimodalEmbeddings.Checkpoints.EncoderConfigurationRules;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The ranges of the values that ModernBERT has and no other encoder of the BERT line.</summary>
internal static class ModernBertRules
{
    private const double MaximumTheta = 1e12;

    /// <summary>One sentence per value outside its range, under Hugging Face's name for it.</summary>
    public static IEnumerable<string> Faults(EncoderConfiguration configuration) =>
        (configuration.ModelType == "modernbert", configuration.ModernBert) switch
        {
            (true, { } modern) => Faults(configuration, modern),
            (true, null) => ["The settings of ModernBert are missing; modernbert needs them."],
            (false, { }) => [$"There are settings of ModernBert; expected none, for {configuration.ModelType}."],
            (false, null) => [],
        };

    private static IEnumerable<string> Faults(EncoderConfiguration it, ModernBertConfiguration modern) => Sentences(
        Unless(
            !AllowsLayers(it.Layers) || modern.GlobalLayers.Count == it.Layers,
            $"layer_types has {modern.GlobalLayers.Count} entries; expected one for each of {it.Layers} layers."),
        Unless(
            it.Heads < 1 || it.HiddenSize % it.Heads != 0 || it.HiddenSize / it.Heads % 2 == 0,
            $"hidden_size {it.HiddenSize} gives {it.Heads} heads an odd size, which rotary embeddings cannot halve."),
        Range("local_attention", modern.LocalAttention, int.MaxValue),
        Theta("full_attention", modern.GlobalTheta),
        Theta("sliding_attention", modern.LocalTheta),
        Part("embedding_dropout", modern.EmbeddingDropout),
        Part("mlp_dropout", modern.FeedForwardDropout));

    private static string? Theta(string layerType, double theta) => Unless(
        theta is >= 1 and <= MaximumTheta,
        $"rope_theta of {layerType} is {theta}; expected 1 to {MaximumTheta}.");
}
