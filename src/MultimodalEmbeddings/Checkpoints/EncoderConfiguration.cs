namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The sizes and settings of an encoder of the BERT line, as its <c>config.json</c> holds them.</summary>
/// <remarks>
/// The names in code font are those of BERT's configuration file; DistilBERT and ModernBERT have names of their own for some. The
/// defaults are those of Hugging Face's BertConfig. A setting that a family does not have is only sound at the value that its
/// summary gives.
/// </remarks>
public sealed record EncoderConfiguration
{
    /// <summary>
    /// <c>model_type</c>: "bert", "roberta", "xlm-roberta", "distilbert", "mpnet", "electra" or "modernbert".
    /// </summary>
    public required string ModelType { get; init; }

    /// <summary><c>vocab_size</c>: rows of the word embeddings.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>
    /// <c>hidden_size</c>, DistilBERT's <c>dim</c>: components of a hidden state; a multiple of <see cref="Heads"/>.
    /// </summary>
    public required int HiddenSize { get; init; }

    /// <summary><c>num_hidden_layers</c>, DistilBERT's <c>n_layers</c>.</summary>
    public required int Layers { get; init; }

    /// <summary><c>num_attention_heads</c>, DistilBERT's <c>n_heads</c>.</summary>
    public required int Heads { get; init; }

    /// <summary>
    /// <c>intermediate_size</c>, DistilBERT's <c>hidden_dim</c>: components between the two products of a layer's feed-forward
    /// part.
    /// </summary>
    public required int IntermediateSize { get; init; }

    /// <summary>
    /// <c>max_position_embeddings</c>: rows of the position embeddings, as many as there can be tokens. RoBERTa, XLM-RoBERTa and
    /// MPNet count their positions from <see cref="PaddingId"/> + 1 on, so they take fewer: 512 of 514. ModernBERT has no such
    /// embeddings; it is the length that the model was made for.
    /// </summary>
    public required int MaximumPositions { get; init; }

    /// <summary>
    /// <c>type_vocab_size</c>: rows of the token type embeddings. Default 2; 0 for DistilBERT, MPNet and ModernBERT, which have
    /// none.
    /// </summary>
    public int TokenTypes { get; init; } = 2;

    /// <summary>
    /// <c>embedding_size</c>: components of ELECTRA's embeddings, which a linear layer brings to <see cref="HiddenSize"/> where
    /// the two differ. Null for every other family.
    /// </summary>
    public int? EmbeddingSize { get; init; }

    /// <summary>
    /// <c>relative_attention_num_buckets</c>: rows of MPNet's table of attention biases, of which its code uses 32. Null for
    /// every other family.
    /// </summary>
    public int? RelativePositionBuckets { get; init; }

    /// <summary>
    /// <c>pad_token_id</c>: the id that fills a batch's shorter rows. Default 0; 1 for RoBERTa, XLM-RoBERTa and, always, MPNet.
    /// </summary>
    public int PaddingId { get; init; }

    /// <summary>
    /// <c>layer_norm_eps</c>, ModernBERT's <c>norm_eps</c>: added to the variance before the square root. Default 1e-12, which is
    /// the only value for DistilBERT.
    /// </summary>
    public double LayerNormEpsilon { get; init; } = 1e-12;

    /// <summary>
    /// <c>hidden_dropout_prob</c>, DistilBERT's <c>dropout</c>: the part of the hidden components that training drops, in [0, 1).
    /// Default 0.1; 0 for ModernBERT, whose <see cref="ModernBert"/> holds two parts of its own.
    /// </summary>
    public double HiddenDropout { get; init; } = 0.1;

    /// <summary>
    /// <c>attention_probs_dropout_prob</c>, DistilBERT's and ModernBERT's <c>attention_dropout</c>: the part of the attention
    /// weights that training drops, in [0, 1). Default 0.1.
    /// </summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary><c>initializer_range</c>: the standard deviation of fresh weights. Default 0.02.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>
    /// <c>hidden_act</c>, DistilBERT's <c>activation</c>, ModernBERT's <c>hidden_activation</c>: gelu or gelu_python (with erf);
    /// gelu_new, gelu_fast or gelu_pytorch_tanh (with tanh); quick_gelu; relu; silu or swish; tanh. Default gelu.
    /// </summary>
    public string Activation { get; init; } = "gelu";

    /// <summary>What ModernBERT alone has; null for every other family.</summary>
    public ModernBertConfiguration? ModernBert { get; init; }

    /// <summary>What the families differ in. Only for a configuration that is known to be sound.</summary>
    internal EncoderFamily Family => EncoderFamily.Of(ModelType);

    /// <summary>Tokens of the longest sentence that there are positions for, special tokens included.</summary>
    internal int LongestSentence => MaximumPositions - (Family.CountsPositionsAfterPadding ? PaddingId + 1 : 0);

    /// <exception cref="CheckpointException">The file is missing, broken, or describes a model that is not supported.</exception>
    internal static EncoderConfiguration Read(string path) => EncoderConfigurationFile.Read(path);

    /// <exception cref="ArgumentException">A value lies outside its range; all such values are named.</exception>
    internal void Write(string path) => EncoderConfigurationFile.Write(path, this);

    /// <exception cref="ArgumentException">A value lies outside its range; all such values are named.</exception>
    internal void Validate()
    {
        var faults = string.Join(" ", EncoderConfigurationRules.Faults(this));
        if (faults.Length > 0)
        {
            throw new ArgumentException($"The configuration does not describe an encoder: {faults}");
        }
    }
}
