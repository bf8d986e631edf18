using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>A BERT of one layer and two components, small enough to write in a test.</summary>
internal static class TinyCheckpoint
{
    public static EncoderConfiguration Configuration { get; } = new()
    {
        ModelType = "bert",
        VocabularySize = 3,
        HiddenSize = 2,
        Layers = 1,
        Heads = 1,
        IntermediateSize = 4,
        MaximumPositions = 5,
    };

    /// <summary>The encoder's tensors under their own names: tensor i is filled with i.</summary>
    public static List<TensorToWrite> Tensors() =>
        [.. EncoderTensors.Of(Configuration).Select((tensor, index) => Filled(tensor.Name, tensor.Shape, index))];

    public static TensorToWrite Filled(string name, IReadOnlyList<long> shape, float value)
    {
        var values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        values.AsSpan().Fill(value);
        return new TensorToWrite(name, shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes<float>(values)));
    }

    public static void Write(string directory, IReadOnlyList<TensorToWrite> tensors)
    {
        Configuration.Write(Path.Combine(directory, "config.json"));
        SafetensorsWriter.Write(Path.Combine(directory, "model.safetensors"), tensors);
    }
}
