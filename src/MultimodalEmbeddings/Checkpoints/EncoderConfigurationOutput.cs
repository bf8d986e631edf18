using System.Globalization;
using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A configuration as the object that Hugging Face's AutoConfig reads.</summary>
internal static class EncoderConfigurationOutput
{
    public static void Write(Utf8JsonWriter writer, EncoderConfiguration configuration)
    {
        var (family, keys) = (configuration.Family, configuration.Family.Keys);
        writer.WriteStartObject();
        writer.WriteStartArray("architectures");
        writer.WriteStringValue(family.Architecture);
        writer.WriteEndArray();
        writer.WriteString("model_type", configuration.ModelType);
        WriteSizes(writer, keys, configuration);
        WriteFloat(writer, keys.LayerNormEpsilon, configuration.LayerNormEpsilon);
        WriteFloat(writer, keys.HiddenDropout, configuration.HiddenDropout);
        WriteFloat(writer, keys.AttentionDropout, configuration.AttentionDropout);
        WriteFloat(writer, "initializer_range", configuration.InitializerRange);
        writer.WriteString(keys.Activation, configuration.Activation);
        if (configuration.ModernBert is { } modern)
        {
            ModernBertFields.Write(writer, modern);
        }
        else
        {
            writer.WriteString("position_embedding_type", "absolute");
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes a number as Python writes a float, 1 as 1.0: recent classes of transformers refuse an integer in its place.
    /// </summary>
    public static void WriteFloat(Utf8JsonWriter writer, string? key, double value)
    {
        if (key is null)
        {
            return;
        }

        writer.WritePropertyName(key);
        if (double.IsInteger(value))
        {
            writer.WriteRawValue(value.ToString("F1", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNumberValue(value);
        }
    }

    private static void WriteSizes(Utf8JsonWriter writer, EncoderKeys keys, EncoderConfiguration configuration)
    {
        (string? Key, int? Value)[] sizes =
        [
            ("vocab_size", configuration.VocabularySize),
            (keys.EmbeddingSize, configuration.EmbeddingSize),
            (keys.HiddenSize, configuration.HiddenSize),
            (keys.Layers, configuration.Layers),
            (keys.Heads, configuration.Heads),
            (keys.IntermediateSize, configuration.IntermediateSize),
            ("max_position_embeddings", configuration.MaximumPositions),
            (keys.RelativePositionBuckets, configuration.RelativePositionBuckets),
            (keys.TokenTypes, configuration.TokenTypes),
            ("pad_token_id", configuration.PaddingId),
        ];
        foreach (var (key, value) in sizes)
        {
            if (key is not null && value is { } size)
            {
                writer.WriteNumber(key, size);
            }
        }
    }
}
