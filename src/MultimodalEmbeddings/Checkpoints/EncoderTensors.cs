namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The tensors that an encoder of the BERT line cannot do without, under the names of Hugging Face's BertModel.
/// </summary>
internal static class EncoderTensors
{
    /// <summary>
    /// Names and shapes, in the order in which the model uses them; without the pooler, which many checkpoints lack.
    /// </summary>
    public static IReadOnlyList<TensorSpecification> Of(EncoderConfiguration configuration) =>
    [
        .. Embeddings(configuration),
        .. Enumerable.Range(0, configuration.Layers).SelectMany(index => Layer($"encoder.layer.{index}", configuration)),
    ];

    private static IEnumerable<TensorSpecification> Embeddings(EncoderConfiguration it) =>
    [
        new("embeddings.word_embeddings.weight", [it.VocabularySize, it.HiddenSize]),
        new("embeddings.position_embeddings.weight", [it.MaximumPositions, it.HiddenSize]),
        new("embeddings.token_type_embeddings.weight", [it.TokenTypes, it.HiddenSize]),
        .. LayerNorm("embeddings.LayerNorm", it.HiddenSize),
    ];

    private static IEnumerable<TensorSpecification> Layer(string prefix, EncoderConfiguration it) =>
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

    private static TensorSpecification[] Linear(string prefix, int outputs, int inputs) =>
        [new($"{prefix}.weight", [outputs, inputs]), new($"{prefix}.bias", [outputs])];

    private static TensorSpecification[] LayerNorm(string prefix, int size) =>
        [new($"{prefix}.weight", [size]), new($"{prefix}.bias", [size])];
}
