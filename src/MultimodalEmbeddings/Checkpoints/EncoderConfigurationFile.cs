namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Reads and writes <c>config.json</c> of the BERT line under Hugging Face's keys.</summary>
internal static class EncoderConfigurationFile
{
    /// <exception cref="CheckpointException">The file is missing, broken, or describes a model that is not supported.</exception>
    public static EncoderConfiguration Read(string path)
    {
        var fields = JsonFields.Read(path);
        var modelType = fields.Text("model_type")
            ?? throw new CheckpointException(path, $"lacks model_type; {EncoderFamily.Supported} are supported.");
        var family = EncoderFamily.Find(modelType) ?? throw new CheckpointException(
            path, $"has the model_type {modelType}, which is not supported; {EncoderFamily.Supported} are.");
        RefuseUnsupported(fields);

        var configuration = Parse(fields, family);
        var faults = string.Join(" ", EncoderConfigurationRules.Faults(configuration));
        return faults.Length == 0
            ? configuration
            : throw new CheckpointException(path, $"does not describe an encoder that can be loaded: {faults}");
    }

    /// <exception cref="ArgumentException">The configuration does not describe an encoder.</exception>
    public static void Write(string path, EncoderConfiguration configuration)
    {
        configuration.Validate();
        JsonOutput.Write(path, writer => EncoderConfigurationOutput.Write(writer, configuration));
    }

    private static void RefuseUnsupported(JsonFields fields)
    {
        if (fields.Text("position_embedding_type") is { } positions and not "absolute")
        {
            fields.Refuse($"asks for the position_embedding_type {positions}, which is not supported; absolute is.");
        }

        if (fields.Flag("is_decoder", absent: false))
        {
            fields.Refuse("describes a decoder (is_decoder); an encoder is expected.");
        }

        if (fields.Object("pruned_heads")?.Keys.Any() == true)
        {
            fields.Refuse("has layers without some of their heads (pruned_heads), which is not supported; all heads are needed.");
        }
    }

    private static EncoderConfiguration Parse(JsonFields fields, EncoderFamily family)
    {
        var (keys, defaults) = (family.Keys, family.Defaults);
        var layers = Size(fields, (keys.Layers, EncoderKeys.Bert.Layers), defaults.Layers);
        return new EncoderConfiguration
        {
            ModelType = defaults.ModelType,
            VocabularySize = fields.Integer("vocab_size", defaults.VocabularySize),
            HiddenSize = Size(fields, (keys.HiddenSize, EncoderKeys.Bert.HiddenSize), defaults.HiddenSize),
            Layers = layers,
            Heads = Size(fields, (keys.Heads, EncoderKeys.Bert.Heads), defaults.Heads),
            IntermediateSize = fields.Integer(keys.IntermediateSize, defaults.IntermediateSize),
            MaximumPositions = fields.Integer("max_position_embeddings", defaults.MaximumPositions),
            TokenTypes = Integer(fields, keys.TokenTypes, defaults.TokenTypes) ?? 0,
            EmbeddingSize = Integer(fields, keys.EmbeddingSize, defaults.EmbeddingSize),
            RelativePositionBuckets = Integer(fields, keys.RelativePositionBuckets, defaults.RelativePositionBuckets),
            PaddingId = fields.Integer("pad_token_id", defaults.PaddingId),
            LayerNormEpsilon = Number(fields, keys.LayerNormEpsilon, defaults.LayerNormEpsilon),
            HiddenDropout = Number(fields, keys.HiddenDropout, defaults.HiddenDropout),
            AttentionDropout = fields.Number(keys.AttentionDropout, defaults.AttentionDropout),
            InitializerRange = fields.Number("initializer_range", defaults.InitializerRange),
            Activation = fields.Text(keys.Activation) ?? defaults.Activation,
            ModernBert = defaults.ModernBert is { } modern ? ModernBertFields.Read(fields, layers, modern) : null,
        };
    }

    // transformers takes Bert's key for three sizes whatever the family (attribute_map).
    private static int Size(JsonFields fields, (string Own, string Berts) keys, int absent) =>
        fields.Integer(keys.Own, fields.Integer(keys.Berts, absent));

    private static int? Integer(JsonFields fields, string? key, int? absent) =>
        key is null || absent is not { } value ? absent : fields.Integer(key, value);

    private static double Number(JsonFields fields, string? key, double absent) =>
        key is null ? absent : fields.Number(key, absent);
}
