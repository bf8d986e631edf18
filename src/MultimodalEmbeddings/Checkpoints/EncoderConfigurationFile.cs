using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Reads and writes <c>config.json</c> of the BERT line under Hugging Face's keys.</summary>
internal static class EncoderConfigurationFile
{
    /// <exception cref="CheckpointException">The file is missing, broken, or describes a model that is not supported.</exception>
    public static EncoderConfiguration Read(string path)
    {
        var fields = JsonFields.Read(path);
        var modelType = fields.Text("model_type")
            ?? throw new CheckpointException(path, "lacks model_type; bert and roberta are supported.");
        RefuseUnsupported(fields, modelType);

        var configuration = Parse(fields, modelType);
        var faults = string.Join(" ", EncoderConfigurationRules.Faults(configuration));
        return faults.Length == 0
            ? configuration
            : throw new CheckpointException(path, $"does not describe an encoder that can be loaded: {faults}");
    }

    /// <exception cref="ArgumentException">The configuration does not describe an encoder.</exception>
    public static void Write(string path, EncoderConfiguration configuration)
    {
        configuration.Validate();
        JsonOutput.Write(path, writer => WriteFields(writer, configuration));
    }

    private static void RefuseUnsupported(JsonFields fields, string modelType)
    {
        if (!EncoderConfigurationRules.Supports(modelType))
        {
            fields.Refuse($"has the model_type {modelType}, which is not supported yet; bert and roberta are.");
        }

        if (fields.Text("position_embedding_type") is { } positions and not "absolute")
        {
            fields.Refuse($"asks for the position_embedding_type {positions}, which is not supported; absolute is.");
        }

        if (fields.Flag("is_decoder", absent: false))
        {
            fields.Refuse("describes a decoder (is_decoder); an encoder is expected.");
        }
    }

    // Where a key is absent: the defaults of transformers' BertConfig and RobertaConfig.
    private static EncoderConfiguration Parse(JsonFields fields, string modelType)
    {
        var isRoberta = modelType == "roberta";
        return new EncoderConfiguration
        {
            ModelType = modelType,
            VocabularySize = fields.Integer("vocab_size", isRoberta ? 50265 : 30522),
            HiddenSize = fields.Integer("hidden_size", 768),
            Layers = fields.Integer("num_hidden_layers", 12),
            Heads = fields.Integer("num_attention_heads", 12),
            IntermediateSize = fields.Integer("intermediate_size", 3072),
            MaximumPositions = fields.Integer("max_position_embeddings", 512),
            TokenTypes = fields.Integer("type_vocab_size", 2),
            PaddingId = fields.Integer("pad_token_id", isRoberta ? 1 : 0),
            LayerNormEpsilon = fields.Number("layer_norm_eps", 1e-12),
            HiddenDropout = fields.Number("hidden_dropout_prob", 0.1),
            AttentionDropout = fields.Number("attention_probs_dropout_prob", 0.1),
            InitializerRange = fields.Number("initializer_range", 0.02),
            Activation = fields.Text("hidden_act") ?? "gelu",
        };
    }

    private static void WriteFields(Utf8JsonWriter writer, EncoderConfiguration configuration)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("architectures");
        writer.WriteStringValue(configuration.ModelType == "roberta" ? "RobertaModel" : "BertModel");
        writer.WriteEndArray();
        writer.WriteNumber("attention_probs_dropout_prob", configuration.AttentionDropout);
        writer.WriteString("hidden_act", configuration.Activation);
        writer.WriteNumber("hidden_dropout_prob", configuration.HiddenDropout);
        writer.WriteNumber("hidden_size", configuration.HiddenSize);
        writer.WriteNumber("initializer_range", configuration.InitializerRange);
        writer.WriteNumber("intermediate_size", configuration.IntermediateSize);
        writer.WriteNumber("layer_norm_eps", configuration.LayerNormEpsilon);
        writer.WriteNumber("max_position_embeddings", configuration.MaximumPositions);
        writer.WriteString("model_type", configuration.ModelType);
        writer.WriteNumber("num_attention_heads", configuration.Heads);
        writer.WriteNumber("num_hidden_layers", configuration.Layers);
        writer.WriteNumber("pad_token_id", configuration.PaddingId);
        writer.WriteString("position_embedding_type", "absolute");
        writer.WriteNumber("type_vocab_size", configuration.TokenTypes);
        writer.WriteNumber("vocab_size", configuration.VocabularySize);
        writer.WriteEndObject();
    }
}
