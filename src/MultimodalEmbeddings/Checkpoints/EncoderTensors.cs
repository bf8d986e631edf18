namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The tensors that an encoder of the BERT line cannot do without, under the names that <see cref="FamilyNames"/> gives them:
/// Hugging Face's BertModel's, with what other families add.
/// </summary>
internal static class EncoderTensors
{
    /// <summary>
    /// Names and shapes, in the order in which the model uses them; without the pooler, which many checkpoints lack.
    /// </summary>
    public static IReadOnlyList<TensorSpecification> Of(EncoderConfiguration configuration) =>
    [
        .. Embeddings(configuration),
        .. If(
            configuration.RelativePositionBuckets is not null,
            [new("encoder.relative_attention_bias.weight", [configuration.RelativePositionBuckets ?? 0, configuration.Heads])]),
        .. Enumerable.Range(0, configuration.Layers).SelectMany(
            index => Layer($"encoder.layer.{index}", configuration, isFirst: index == 0)),
        .. configuration.ModernBert is { } modern
            ? LayerNorm("encoder.LayerNorm", configuration.HiddenSize, modern.NormBias)
            : [],
    ];

    private static IEnumerable<TensorSpecification> Embeddings(EncoderConfiguration it)
    {
        var size = it.EmbeddingSize ?? it.HiddenSize;
        return
        [
            new("embeddings.word_embeddings.weight", [it.VocabularySize, size]),
            .. If(it.Family.HasPositionTable, [new("embeddings.position_embeddings.weight", [it.MaximumPositions, size])]),
            .. If(it.TokenTypes > 0, [new("embeddings.token_type_embeddings.weight", [it.TokenTypes, size])]),
            .. LayerNorm("embeddings.LayerNorm", size, it.ModernBert?.NormBias ?? true),
            .. If(size != it.HiddenSize, Linear("embeddings.projection", it.HiddenSize, size)),
        ];
    }

    private static IEnumerable<TensorSpecification> Layer(string prefix, EncoderConfiguration it, bool isFirst) =>
        it.ModernBert is { } modern ? ModernLayer(prefix, it, modern, isFirst) :
        [
            .. Linear($"{prefix}.attention.self.query", it.HiddenSize, it.HiddenSize),
            .. Linear($"{prefix}.attention.self.key", it.HiddenSize, it.HiddenSize),
            .. Linear($"{prefix}.attention.self.value", it.HiddenSize, it.HiddenSize),
            .. Linear($"{prefix}.attention.output.dense", it.HiddenSize, it.HiddenSize),
            .. LayerNorm($"{prefix}.attention.output.LayerNorm", it.HiddenSize),
            .. Linear($"{prefix}.intermediate.dense", it.IntermediateSize, it.HiddenSize),
            .. Linear($"{prefix}.output.dense", it.HiddenSize, it.IntermediateSize),
            .. LayerNorm($"{prefix}.output.LayerNorm", it.HiddenSize),
        ];

    // Layer norms stand before a half of the layer, not after it; the first layer's input is normalised already.
    private static IEnumerable<TensorSpecification> ModernLayer(
        string prefix, EncoderConfiguration it, ModernBertConfiguration modern, bool isFirst) =>
    [
        .. isFirst ? [] : LayerNorm($"{prefix}.attention.LayerNorm", it.HiddenSize, modern.NormBias),
        .. Linear($"{prefix}.attention.self.qkv", 3 * it.HiddenSize, it.HiddenSize, modern.AttentionBias),
        .. Linear($"{prefix}.attention.output.dense", it.HiddenSize, it.HiddenSize, modern.AttentionBias),
        .. LayerNorm($"{prefix}.intermediate.LayerNorm", it.HiddenSize, modern.NormBias),
        .. Linear($"{prefix}.intermediate.dense", 2 * it.IntermediateSize, it.HiddenSize, modern.FeedForwardBias),
        .. Linear($"{prefix}.output.dense", it.HiddenSize, it.IntermediateSize, modern.FeedForwardBias),
    ];

    private static TensorSpecification[] Linear(string prefix, int outputs, int inputs, bool hasBias = true) =>
        [new($"{prefix}.weight", [outputs, inputs]), .. If(hasBias, [new($"{prefix}.bias", [outputs])])];

    private static TensorSpecification[] LayerNorm(string prefix, int size, bool hasBias = true) =>
        [new($"{prefix}.weight", [size]), .. If(hasBias, [new($"{prefix}.bias", [size])])];

    private static TensorSpecification[] If(bool exists, TensorSpecification[] tensors) => exists ? tensors : [];
}
