namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What one family of the BERT line has of its own, beside the values of its configuration.</summary>
/// <param name="Architecture">The class of transformers that reads its checkpoints.</param>
/// <param name="Keys">The names of its settings.</param>
/// <param name="Defaults">
/// Its settings where config.json does not give them: those of its configuration class in transformers.
/// </param>
internal sealed record EncoderFamily(string Architecture, EncoderKeys Keys, EncoderConfiguration Defaults)
{
    private static readonly EncoderConfiguration Base = new()
    {
        ModelType = "bert",
        VocabularySize = 30522,
        HiddenSize = 768,
        Layers = 12,
        Heads = 12,
        IntermediateSize = 3072,
        MaximumPositions = 512,
    };

    private static readonly Dictionary<string, EncoderFamily> Families = new EncoderFamily[]
    {
        new("BertModel", EncoderKeys.Bert, Base),
        new("RobertaModel", EncoderKeys.Bert, Base with { ModelType = "roberta", VocabularySize = 50265, PaddingId = 1 })
        {
            CountsPositionsAfterPadding = true,
        },
        new("XLMRobertaModel", EncoderKeys.Bert, Base with { ModelType = "xlm-roberta", PaddingId = 1 })
        {
            CountsPositionsAfterPadding = true,
        },
        new(
            "DistilBertModel",
            EncoderKeys.DistilBert,
            Base with { ModelType = "distilbert", Layers = 6, TokenTypes = 0 })
        {
            HasPooler = false,
        },
        new(
            "MPNetModel",
            EncoderKeys.Bert with { TokenTypes = null, RelativePositionBuckets = "relative_attention_num_buckets" },
            Base with
            {
                ModelType = "mpnet",
                VocabularySize = 30527,
                TokenTypes = 0,
                RelativePositionBuckets = 32,
                PaddingId = 1,
            })
        {
            CountsPositionsAfterPadding = true,
        },
        new(
            "ElectraModel",
            EncoderKeys.Bert with { EmbeddingSize = "embedding_size" },
            Base with { ModelType = "electra", EmbeddingSize = 128, HiddenSize = 256, Heads = 4, IntermediateSize = 1024 })
        {
            HasPooler = false,
        },
        new("ModernBertModel", EncoderKeys.ModernBert, ModernBertDefaults) { HasPooler = false, HasPositionTable = false },
    }.ToDictionary(family => family.Defaults.ModelType);

    /// <summary>The supported values of <c>model_type</c>.</summary>
    public static IReadOnlyCollection<string> ModelTypes => Families.Keys;

    /// <summary><see cref="ModelTypes"/> in one phrase.</summary>
    public static string Supported => string.Join(", ", ModelTypes);

    /// <summary>Whether its model class has a dense layer and tanh for the first token.</summary>
    public bool HasPooler { get; private init; } = true;

    /// <summary>Whether it adds an embedding for each position.</summary>
    public bool HasPositionTable { get; private init; } = true;

    /// <summary>Whether its first position is the padding id + 1, as fairseq counts.</summary>
    public bool CountsPositionsAfterPadding { get; private init; }

    private static EncoderConfiguration ModernBertDefaults => Base with
    {
        ModelType = "modernbert",
        VocabularySize = 50368,
        Layers = 22,
        IntermediateSize = 1152,
        MaximumPositions = 8192,
        TokenTypes = 0,
        PaddingId = 50283,
        LayerNormEpsilon = 1e-5,
        HiddenDropout = 0,
        AttentionDropout = 0,
        ModernBert = new ModernBertConfiguration { GlobalLayers = ModernBertConfiguration.EveryNth(layers: 22, n: 3) },
    };

    /// <summary>The family of a model type, or null for one that is not supported.</summary>
    public static EncoderFamily? Find(string modelType) => Families.GetValueOrDefault(modelType);

    /// <exception cref="ArgumentException">The model type is not supported.</exception>
    public static EncoderFamily Of(string modelType) => Find(modelType)
        ?? throw new ArgumentException($"model_type {modelType} is not supported; {Supported} are.", nameof(modelType));
}
