using System.Runtime.InteropServices;
using System.Text;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Encoders of one layer and a few hundred weights, as checkpoint directories.</summary>
internal static class TinyModels
{
    public static IReadOnlyList<string> Types { get; } =
        ["bert", "roberta", "xlm-roberta", "distilbert", "mpnet", "electra", "modernbert"];

    /// <summary>config.json and model.safetensors of a model, by model type.</summary>
    public static Dictionary<string, byte[]> Of(string modelType, int vocabularySize)
    {
        var configuration = Configuration(modelType, vocabularySize);
        return FolderContent.WrittenBy(folder =>
        {
            configuration.Write(Path.Combine(folder, "config.json"));
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), Tensors(configuration));
        });
    }

    public static byte[] Options { get; } =
        Encoding.UTF8.GetBytes("""{"pooling":"FirstLastMean","maximum_tokens":12,"normalize":true}""");

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

    private static List<TensorToWrite> Tensors(EncoderConfiguration configuration)
    {
        var random = new Random(20250711);
        return [.. EncoderTensors.Of(configuration).Select(tensor => Random(tensor, configuration.ModelType, random))];
    }

    private static TensorToWrite Random(TensorSpecification tensor, string modelType, Random random)
    {
        var values = new float[tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        return new TensorToWrite(
            FamilyNames.ToStored(modelType, tensor.Name),
            tensor.Shape,
            ElementType.Float32,
            stream => stream.Write(MemoryMarshal.AsBytes<float>(values)));
    }
}
