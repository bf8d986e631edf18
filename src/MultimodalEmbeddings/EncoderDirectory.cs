using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings;

/// <summary>An encoder's files on disk.</summary>
/// <remarks>
/// Poolings that sentence-transformers knows are kept in its layout (modules.json), so that Python opens the directory as we
/// do; the
/// others in <see cref="OptionsFile"/>. A directory holds one of the two, never both.
/// </remarks>
internal static class EncoderDirectory
{
    public const string OptionsFile = "sentence_encoder.json";
    private const string LayoutFile = "modules.json";

    // Python's transformers asks for this entry.
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    public static StoredOptions ReadOptions(string directory)
    {
        if (SentenceTransformersLayout.Read(directory) is { } layout)
        {
            return new StoredOptions(PoolingOf(layout.PoolingMode), layout.MaximumTokens, layout.Normalize);
        }

        var path = Path.Combine(directory, OptionsFile);
        return File.Exists(path) ? ReadOptionsFile(path) : new StoredOptions();
    }

    public static void Write(string directory, TransformerModel model, ITextTokenizer tokenizer, EncodingOptions options)
    {
        Directory.CreateDirectory(directory);
        tokenizer.Save(directory);
        model.Configuration.Write(Path.Combine(directory, "config.json"));
        WriteOptions(directory, model.Configuration.HiddenSize, options);
        SafetensorsWriter.Write(Path.Combine(directory, "model.safetensors"), [.. ParameterMemory.ToWrite(model)], Metadata);
    }

    private static void WriteOptions(string directory, int dimension, EncodingOptions options)
    {
        if (ModeOf(options.Pooling) is { } mode)
        {
            var layout = new SentenceTransformersLayout
            {
                PoolingMode = mode,
                Normalize = options.Normalize,
                MaximumTokens = options.MaximumTokens,
            };
            layout.Write(directory, dimension);
            File.Delete(Path.Combine(directory, OptionsFile));
            return;
        }

        AtomicFile.Write(
            Path.Combine(directory, OptionsFile),
            stream => JsonSerializer.Serialize(stream, OptionsDocument.Of(options), OptionsContext.Default.OptionsDocument));
        File.Delete(Path.Combine(directory, LayoutFile));
    }

    private static StoredOptions ReadOptionsFile(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var document = JsonSerializer.Deserialize(stream, OptionsContext.Default.OptionsDocument);
            if (document is not null && Enum.TryParse<Pooling>(document.Pooling, out var pooling) && document.MaximumTokens >= 2)
            {
                return new StoredOptions(pooling, document.MaximumTokens, document.Normalize);
            }
        }
        catch (JsonException exception)
        {
            throw new CheckpointException(path, $"is not the JSON that SentenceEncoder.Save writes: {exception.Message}", exception);
        }

        throw new CheckpointException(
            path, $"must hold pooling ({string.Join(", ", Enum.GetNames<Pooling>())}), maximum_tokens (at least 2) and normalize.");
    }

    private static Pooling PoolingOf(string mode) => mode switch
    {
        "mean" => Pooling.Mean,
        "max" => Pooling.Max,
        _ => Pooling.Cls,
    };

    private static string? ModeOf(Pooling pooling) => pooling switch
    {
        Pooling.Cls => "cls",
        Pooling.Mean => "mean",
        Pooling.Max => "max",
        _ => null,
    };
}
