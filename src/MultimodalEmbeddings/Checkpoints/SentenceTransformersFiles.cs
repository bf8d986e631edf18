namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The names in a sentence-transformers directory.</summary>
internal static class SentenceTransformersFiles
{
    public const string Modules = "modules.json";
    public const string Settings = "config_sentence_transformers.json";
    public const string TransformerSettings = "sentence_bert_config.json";
    public const string RobertaTransformerSettings = "sentence_roberta_config.json";
    public const string TokenizerSettings = "tokenizer_config.json";
    public const string ModuleSettings = "config.json";

    public const string PoolingFolder = "1_Pooling";
    public const string NormalizeFolder = "2_Normalize";

    /// <summary>What releases 2 to 5 write as a module's type, and later ones read.</summary>
    public const string TypePrefix = "sentence_transformers.models.";
}
