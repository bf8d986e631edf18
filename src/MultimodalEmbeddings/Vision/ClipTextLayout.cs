using MultimodalEmbeddings.Checkpoints;
using static MultimodalEmbeddings.Checkpoints.EncoderConfigurationRules;

namespace MultimodalEmbeddings.Vision;

/// <summary>
/// CLIP's text tower under the names of Hugging Face's <c>CLIPModel</c>, <c>CLIPTextModel</c> and
/// <c>CLIPTextModelWithProjection</c>.
/// </summary>
/// <param name="Sizes">The sizes.</param>
/// <param name="VocabularySize"><c>vocab_size</c>.</param>
/// <param name="MaximumTokens"><c>max_position_embeddings</c>: no text has more tokens.</param>
/// <param name="End">Which token stands for a text.</param>
/// <param name="Projection">To the space shared with images; null where the file holds none.</param>
internal sealed record ClipTextLayout(
    TransformerSizes Sizes, int VocabularySize, int MaximumTokens, EndOfText End, LinearLayout? Projection)
{
    private const string Prefix = "text_model.";
    private const string ProjectionName = "text_projection";
    private const int LargestVocabulary = 1 << 22;
    private const int LongestText = 1 << 12; // attention is over pairs of tokens

    public TensorSpecification Words => new($"{Prefix}embeddings.token_embedding.weight", [VocabularySize, Sizes.Hidden]);

    public TensorSpecification Positions => new($"{Prefix}embeddings.position_embedding.weight", [MaximumTokens, Sizes.Hidden]);

    public IReadOnlyList<PreNormLayout> Layers => PreNormLayout.All($"{Prefix}encoder.layers.", PreNormNames.Clip, Sizes);

    public NormLayout LastNorm => new($"{Prefix}final_layer_norm", Sizes.Hidden, Sizes.Epsilon);

    /// <summary>The number of components that come out.</summary>
    public int Dimension => Projection?.Outputs ?? Sizes.Hidden;

    private IEnumerable<TensorSpecification> Tensors =>
    [
        Words, Positions, .. Layers.SelectMany(layer => layer.Tensors), .. LastNorm.Tensors, .. Projection?.Tensors ?? [],
    ];

    /// <summary>The sizes that config.json beside the weights tells.</summary>
    /// <exception cref="CheckpointException">config.json is missing, broken, or asks for what is not computed.</exception>
    public static ClipTextLayout Of(StateDictionary weights)
    {
        var (fields, projected) = ClipConfiguration.Of(NetworkConfiguration.Beside(weights, "CLIP's text tower"), "text");
        var sizes = TransformerSizes.Read(fields, TransformerSizes.ClipText);
        var (vocabulary, positions) = (fields.Integer("vocab_size", 49408), fields.Integer("max_position_embeddings", 77));
        TransformerSizes.Require(fields, Sentences(
            Range("vocab_size", vocabulary, LargestVocabulary),
            Unless(
                (long)vocabulary * sizes.Hidden <= int.MaxValue,
                $"vocab_size {vocabulary} times hidden_size {sizes.Hidden} is more than 2^31 - 1."),
            Range("max_position_embeddings", positions, LongestText)));
        return new ClipTextLayout(
            sizes,
            vocabulary,
            positions,
            new EndOfText(fields.Integer("eos_token_id", 49407)),
            weights.Tensors.ContainsKey($"{ProjectionName}.weight")
                ? new LinearLayout([ProjectionName], sizes.Hidden, projected, HasBias: false)
                : null);
    }

    /// <exception cref="CheckpointException">
    /// Tensors are missing or of another shape, or there are others in the tower.
    /// </exception>
    public void Require(StateDictionary weights)
    {
        var own = weights.Tensors.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)
                || pair.Key.StartsWith(ProjectionName, StringComparison.Ordinal))
            .Where(pair => !pair.Key.EndsWith(VisionTransformer.UnusedPositions, StringComparison.Ordinal));
        ImageTensors.Require(
            new StateDictionary(weights.FilePath, own.ToDictionary(StringComparer.Ordinal)),
            "CLIP's text tower",
            [.. Tensors],
            $"{ProjectionName}.");
    }
}
