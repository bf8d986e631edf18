using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Reads and writes the keys of <c>config.json</c> that ModernBERT has and no other encoder of the BERT line.</summary>
internal static class ModernBertFields
{
    private const string Global = "full_attention";
    private const string Local = "sliding_attention";
    private const string Rotary = "rope_parameters";

    /// <summary>Reads both spellings; where a file has both, the newer counts, as it does in transformers.</summary>
    /// <param name="fields">The file.</param>
    /// <param name="layers">How many layers it says there are; need not be sound.</param>
    /// <param name="defaults">What counts where a key is absent.</param>
    /// <exception cref="CheckpointException">A value is of the wrong type or not supported.</exception>
    public static ModernBertConfiguration Read(JsonFields fields, int layers, ModernBertConfiguration defaults)
    {
        RefuseUnsupported(fields);
        return new ModernBertConfiguration
        {
            GlobalLayers = ReadLayerTypes(fields) ?? ReadPattern(fields, layers),
            LocalAttention = fields.Integer("local_attention", defaults.LocalAttention),
            GlobalTheta = ReadTheta(fields, Global, fields.Number("global_rope_theta", defaults.GlobalTheta)),
            LocalTheta = ReadTheta(fields, Local, fields.Number("local_rope_theta", defaults.LocalTheta)),
            AttentionBias = fields.Flag("attention_bias", defaults.AttentionBias),
            FeedForwardBias = fields.Flag("mlp_bias", defaults.FeedForwardBias),
            NormBias = fields.Flag("norm_bias", defaults.NormBias),
            EmbeddingDropout = fields.Number("embedding_dropout", defaults.EmbeddingDropout),
            FeedForwardDropout = fields.Number("mlp_dropout", defaults.FeedForwardDropout),
        };
    }

    /// <summary>
    /// Writes both spellings where the older one can say it, so that every release of transformers reads the same.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, ModernBertConfiguration configuration)
    {
        writer.WriteNumber("local_attention", configuration.LocalAttention);
        writer.WriteStartArray("layer_types");
        foreach (var isGlobal in configuration.GlobalLayers)
        {
            writer.WriteStringValue(isGlobal ? Global : Local);
        }

        writer.WriteEndArray();
        if (PatternOf(configuration.GlobalLayers) is { } n)
        {
            writer.WriteNumber("global_attn_every_n_layers", n);
        }

        writer.WriteStartObject(Rotary);
        WriteTheta(writer, Global, configuration.GlobalTheta);
        WriteTheta(writer, Local, configuration.LocalTheta);
        writer.WriteEndObject();
        EncoderConfigurationOutput.WriteFloat(writer, "global_rope_theta", configuration.GlobalTheta);
        EncoderConfigurationOutput.WriteFloat(writer, "local_rope_theta", configuration.LocalTheta);
        writer.WriteBoolean("attention_bias", configuration.AttentionBias);
        writer.WriteBoolean("mlp_bias", configuration.FeedForwardBias);
        writer.WriteBoolean("norm_bias", configuration.NormBias);
        EncoderConfigurationOutput.WriteFloat(writer, "embedding_dropout", configuration.EmbeddingDropout);
        EncoderConfigurationOutput.WriteFloat(writer, "mlp_dropout", configuration.FeedForwardDropout);
    }

    private static void RefuseUnsupported(JsonFields fields)
    {
        if (fields.TryGet("rope_scaling", out _))
        {
            fields.Refuse("asks for rope_scaling, which is not supported; rotary embeddings are used as they are.");
        }

        if (fields.Object(Rotary)?.Keys.FirstOrDefault(key => key is not (Global or Local)) is { } unknown)
        {
            fields.Refuse($"has {unknown} in {Rotary}, which is not supported; {Global} and {Local} are.");
        }
    }

    private static bool[]? ReadLayerTypes(JsonFields fields)
    {
        var types = fields.Texts("layer_types");
        if (types?.FirstOrDefault(type => type is not (Global or Local)) is { } unknown)
        {
            fields.Refuse($"has the layer type {unknown} in layer_types, which is not supported; {Global} and {Local} are.");
        }

        return types?.Select(type => type == Global).ToArray();
    }

    private static IReadOnlyList<bool> ReadPattern(JsonFields fields, int layers)
    {
        var n = fields.Integer("global_attn_every_n_layers", 3);
        if (n < 1)
        {
            fields.Refuse($"holds {n} under global_attn_every_n_layers; expected 1 or more.");
        }

        return EncoderConfigurationRules.AllowsLayers(layers) ? ModernBertConfiguration.EveryNth(layers, n) : [];
    }

    private static double ReadTheta(JsonFields fields, string layerType, double absent)
    {
        var parameters = fields.Object(Rotary)?.Object(layerType);
        if ((parameters?.Text("rope_type") ?? parameters?.Text("type")) is { } type and not "default")
        {
            fields.Refuse($"asks for the rope_type {type} in {Rotary}.{layerType}, which is not supported; default is.");
        }

        return parameters?.Number("rope_theta", absent) ?? absent;
    }

    private static void WriteTheta(Utf8JsonWriter writer, string layerType, double theta)
    {
        writer.WriteStartObject(layerType);
        writer.WriteString("rope_type", "default");
        EncoderConfigurationOutput.WriteFloat(writer, "rope_theta", theta);
        writer.WriteEndObject();
    }

    private static int? PatternOf(IReadOnlyList<bool> globalLayers)
    {
        var second = globalLayers.Skip(1).TakeWhile(isGlobal => !isGlobal).Count() + 1; // the next global layer after the first
        return ModernBertConfiguration.EveryNth(globalLayers.Count, second).SequenceEqual(globalLayers) ? second : null;
    }
}
