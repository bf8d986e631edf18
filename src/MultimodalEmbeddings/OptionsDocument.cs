using System.Text.Json.Serialization;

namespace MultimodalEmbeddings;

/// <summary>What <see cref="EncoderDirectory.OptionsFile"/> holds.</summary>
internal sealed record OptionsDocument(string? Pooling, int MaximumTokens, bool Normalize)
{
    public static OptionsDocument Of(EncodingOptions options) =>
        new(options.Pooling.ToString(), options.MaximumTokens, options.Normalize);
}

/// <summary>Its JSON form, generated at build time so that trimming cannot lose it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(OptionsDocument))]
internal sealed partial class OptionsContext : JsonSerializerContext;
