namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The names in a sentence-transformers directory.</summary>
internal static class SentenceTransformersFiles
{
    public const string Modules = "modules.json";
    public const string Settings = "config_sentence_transformers.json";
    public const string TransformerSettings = "sentence_bert_config.json";
    public const string TokenizerSettings = "tokenizer_config.json";
    public const string ModuleSettings = "config.json";

    /// <summary>What releases 2 to 5 write as a module's type, and later ones read.</summary>
    public const string TypePrefix = "sentence_transformers.models.";

    /// <summary>
    /// The names that the Transformer module's settings have had, in the order in which sentence-transformers looks for them.
    /// </summary>
    public static IReadOnlyList<string> AllTransformerSettings { get; } =
    [
        TransformerSettings,
        "sentence_roberta_config.json",
        "sentence_distilbert_config.json",
        "sentence_camembert_config.json",
        "sentence_albert_config.json",
        "sentence_xlm-roberta_config.json",
        "sentence_xlnet_config.json",
    ];

    /// <summary>The folder of a module, as in <c>1_Pooling</c>.</summary>
    public static string Folder(int index, string kind) => $"{index}_{kind}";
}
