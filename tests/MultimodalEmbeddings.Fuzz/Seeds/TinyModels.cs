using System.Runtime.InteropServices;
using System.Text;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Encoders of one layer and a few hundred weights, as checkpoint directories.</summary>
internal static class TinyModels
{
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

    /// <summary>Small safetensors files that are no model: all element types, empty tensors, scalars, metadata.</summary>
    public static byte[] Safetensors(params ElementType[] types) => FolderContent.WrittenBy(folder =>
        SafetensorsWriter.Write(
            Path.Combine(folder, "it"),
            [.. types.SelectMany(type => new[] { Zeros($"matrix.{type}", [3, 2], type), Zeros($"none.{type}", [0, 5], type), Zeros($"one.{type}", [], type) })],
            new Dictionary<string, string> { ["format"] = "pt", ["note"] = "a \"quoted\" é" }))["it"];

    public static byte[] Matrix(ElementType type, params long[] shape) => FolderContent.WrittenBy(folder =>
        SafetensorsWriter.Write(Path.Combine(folder, "it"), [Zeros("features", shape, type)]))["it"];

    public static byte[] Options { get; } =
        Encoding.UTF8.GetBytes("""{"pooling":"FirstLastMean","maximum_tokens":12,"normalize":true}""");

    private static EncoderConfiguration Configuration(string modelType, int vocabularySize) => new()
    {
        ModelType = modelType,
        VocabularySize = vocabularySize,
        HiddenSize = 4,
        Layers = 1,
        Heads = 2,
        IntermediateSize = 6,
        MaximumPositions = 16,
        PaddingId = modelType == "roberta" ? 1 : 0,
    };

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

    private static TensorToWrite Zeros(string name, long[] shape, ElementType type) => new(name, shape, type, stream =>
        stream.Write(new byte[shape.Aggregate((long)type.SizeInBytes(), (product, dimension) => product * dimension)]));
}
