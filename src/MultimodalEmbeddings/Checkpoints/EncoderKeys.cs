namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The keys under which a family's <c>config.json</c> holds what the families share; null for what it does not hold.
/// </summary>
internal sealed record EncoderKeys
{
    public static readonly EncoderKeys Bert = new();

    // sinusoidal_pos_embds is not among them: it says how a fresh table is filled, and a checkpoint holds the table.
    public static readonly EncoderKeys DistilBert = new()
    {
        HiddenSize = "dim",
        Layers = "n_layers",
        Heads = "n_heads",
        IntermediateSize = "hidden_dim",
        TokenTypes = null,
        LayerNormEpsilon = null,
        HiddenDropout = "dropout",
        AttentionDropout = "attention_dropout",
        Activation = "activation",
    };

    public static readonly EncoderKeys ModernBert = new()
    {
        TokenTypes = null,
        LayerNormEpsilon = "norm_eps",
        HiddenDropout = null,
        AttentionDropout = "attention_dropout",
        Activation = "hidden_activation",
    };

    public string HiddenSize { get; init; } = "hidden_size";

    public string Layers { get; init; } = "num_hidden_layers";

    public string Heads { get; init; } = "num_attention_heads";

    public string IntermediateSize { get; init; } = "intermediate_size";

    public string? TokenTypes { get; init; } = "type_vocab_size";

    public string? EmbeddingSize { get; init; }

    public string? RelativePositionBuckets { get; init; }

    public string? LayerNormEpsilon { get; init; } = "layer_norm_eps";

    public string? HiddenDropout { get; init; } = "hidden_dropout_prob";

    public string AttentionDropout { get; init; } = "attention_probs_dropout_prob";

    public string Activation { get; init; } = "hidden_act";
}
