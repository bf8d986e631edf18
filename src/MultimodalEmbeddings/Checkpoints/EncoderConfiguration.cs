namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The sizes and settings of an encoder of the BERT line, as its <c>config.json</c> holds them.</summary>
/// <remarks>
/// The names in code font are those of Hugging Face's configuration files, the defaults those of its BertConfig.
/// </remarks>
public sealed record EncoderConfiguration
{
    /// <summary><c>model_type</c>: "bert" or "roberta".</summary>
    public required string ModelType { get; init; }

    /// <summary><c>vocab_size</c>: rows of the word embeddings.</summary>
    public required int VocabularySize { get; init; }

    /// <summary><c>hidden_size</c>: components of a hidden state; a multiple of <see cref="Heads"/>.</summary>
    public required int HiddenSize { get; init; }

    /// <summary><c>num_hidden_layers</c>.</summary>
    public required int Layers { get; init; }

    /// <summary><c>num_attention_heads</c>.</summary>
    public required int Heads { get; init; }

    /// <summary><c>intermediate_size</c>: components between the two products of a layer's feed-forward part.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>
    /// <c>max_position_embeddings</c>: rows of the position embeddings. BERT takes as many tokens; RoBERTa counts its positions
    /// from <see cref="PaddingId"/> + 1 on, so it takes fewer: 512 of 514.
    /// </summary>
    public required int MaximumPositions { get; init; }

    /// <summary><c>type_vocab_size</c>: rows of the token type embeddings. Default 2.</summary>
    public int TokenTypes { get; init; } = 2;

    /// <summary><c>pad_token_id</c>: the id that fills a batch's shorter rows. Default 0; 1 for RoBERTa.</summary>
    public int PaddingId { get; init; }

    /// <summary><c>layer_norm_eps</c>: added to the variance before the square root. Default 1e-12.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-12;

    /// <summary>
    /// <c>hidden_dropout_prob</c>: the part of the hidden components that training drops, in [0, 1). Default 0.1.
    /// </summary>
    public double HiddenDropout { get; init; } = 0.1;

    /// <summary>
    /// <c>attention_probs_dropout_prob</c>: the part of the attention weights that training drops, in [0, 1). Default 0.1.
    /// </summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary><c>initializer_range</c>: the standard deviation of fresh weights. Default 0.02.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary><c>hidden_act</c>: gelu (with erf), gelu_new (with tanh), relu or tanh. Default gelu.</summary>
    public string Activation { get; init; } = "gelu";

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
