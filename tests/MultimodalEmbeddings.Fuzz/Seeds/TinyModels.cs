using System.Runtime.InteropServices;
using System.Text;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Encoders of one layer and a few hundred weights, as checkpoint directories.</summary>
internal static class TinyModels
{
    public static IReadOnlyList<string> Types { get; } =
        ["bert", "roberta", "xlm-roberta", "distilbert", "mpnet", "electra", "modernbert"];

    public static byte[] Options { get; } = Encoding.UTF8.GetBytes(
        """
        {"pooling":["FirstLastMean"],"maximum_tokens":12,"normalize":true,"prompts":{"query":"a dog: "},
        "default_prompt_name":"query"}
        """);

    /// <summary>config.json and model.safetensors.</summary>
    public static Dictionary<string, byte[]> Of(string modelType, int vocabularySize)
    {
        var configuration = Configuration(modelType, vocabularySize);
        return FolderContent.WrittenBy(folder =>
        {
            configuration.Write(Path.Combine(folder, "config.json"));
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), [.. Tensors(configuration).Select(ToWrite)]);
        });
    }

    /// <summary>config.json and pytorch_model.bin of the same weights.</summary>
    public static Dictionary<string, byte[]> Torch(string modelType, int vocabularySize) => new()
    {
        ["config.json"] = Of(modelType, vocabularySize)["config.json"],
        ["pytorch_model.bin"] = TinyWeights.ZipOf([.. Tensors(Configuration(modelType, vocabularySize))]),
    };

    private static EncoderConfiguration Configuration(string modelType, int vocabularySize)
    {
        var family = EncoderFamily.Of(modelType);
        return family.Defaults with
        {
            VocabularySize = vocabularySize,
            EmbeddingSize = family.Defaults.EmbeddingSize is null ? null : 3,
            HiddenSize = 4,
            Layers = 1,
            Heads = 2,
            IntermediateSize = 6,
            MaximumPositions = 16,
            PaddingId = family.CountsPositionsAfterPadding ? 1 : 0,
            ModernBert = family.Defaults.ModernBert is { } modern ? modern with { GlobalLayers = [true] } : null,
        };
    }

    private static IEnumerable<(string Name, long[] Shape, float[] Values)> Tensors(EncoderConfiguration configuration)
    {
        var random = new Random(20250711);
        foreach (var tensor in EncoderTensors.Of(configuration))
        {
            var values = new float[tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = random.NextSingle() - 0.5f;
            }

            yield return (FamilyNames.ToStored(configuration.ModelType, tensor.Name), [.. tensor.Shape], values);
        }
    }

    private static TensorToWrite ToWrite((string Name, long[] Shape, float[] Values) tensor) => new(
        tensor.Name, tensor.Shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes<float>(tensor.Values)));
}
