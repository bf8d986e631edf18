using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Mutations;
using MultimodalEmbeddings.Tests.Checkpoints;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Two small tensors in each of the containers and in two files.</summary>
internal static class TinyWeights
{
    private static readonly float[] Values = [1, 2, 3, 4, 5, 6];

    private static readonly (string Name, long[] Shape, float[] Values)[] Both = [("a", [2, 3], Values), ("b", [3], Values[..3])];

    private static readonly (string Name, long[] Shape, float[] Values)[] DenseLayer =
        [("linear.weight", [3, 4], [.. Values, .. Values]), ("linear.bias", [3], Values[..3])];

    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt", ["note"] = "a \"quoted\" \u00E9" };

    public static byte[] Zip { get; } = ZipOf(Both);

    public static byte[] Legacy { get; } = TinyPickle.Legacy(Both);

    /// <summary>Tensors in a file of torch.save, without the times that the archive would have.</summary>
    public static byte[] ZipOf(params (string Name, long[] Shape, float[] Values)[] tensors) =>
        ZipRecords.Write(ZipRecords.Read(TinyPickle.Zip(tensors))!);

    /// <summary>Of all element types: tensors of some elements, of one, and of none; and metadata.</summary>
    public static byte[] Safetensors(params ElementType[] types) => Written(
        [.. types.SelectMany(type => new[]
        {
            Zeros($"matrix.{type}", type, 3, 2), Zeros($"none.{type}", type, 0, 5), Zeros($"one.{type}", type),
        })]);

    public static byte[] Matrix(ElementType type, params long[] shape) => Written([Zeros("features", type, shape)]);

    /// <summary>A layer from four components to three.</summary>
    public static byte[] DenseSafetensors { get; } = Filled(DenseLayer);

    public static byte[] DenseTorch { get; } = ZipOf(DenseLayer);

    /// <summary>The index and the files that it names.</summary>
    public static Dictionary<string, byte[]> SafetensorsShards => new()
    {
        ["model.safetensors.index.json"] = Index("one.safetensors", "two.safetensors"),
        ["one.safetensors"] = Filled(Both[..1]),
        ["two.safetensors"] = Filled(Both[1..]),
    };

    /// <summary>The same with PyTorch's files.</summary>
    public static Dictionary<string, byte[]> TorchShards => new()
    {
        ["pytorch_model.bin.index.json"] = Index("one.bin", "two.bin"),
        ["one.bin"] = ZipOf(Both[..1]),
        ["two.bin"] = TinyPickle.Legacy(Both[1..]),
    };

    /// <summary>The same tensors, all filled with one value.</summary>
    public static byte[] FilledWith(float value) =>
        Filled([.. Both.Select(tensor => (tensor.Name, tensor.Shape, Enumerable.Repeat(value, tensor.Values.Length).ToArray()))]);

    private static byte[] Index(string first, string second) => System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"metadata":{"total_size":36},"weight_map":{"a":"{{{first}}}","b":"{{{second}}}"}}""");

    private static byte[] Filled((string Name, long[] Shape, float[] Values)[] tensors) => Written(
    [
        .. tensors.Select(tensor => new TensorToWrite(
            tensor.Name, tensor.Shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes<float>(tensor.Values)))),
    ]);

    private static byte[] Written(IReadOnlyList<TensorToWrite> tensors) => FolderContent.WrittenBy(folder =>
        SafetensorsWriter.Write(Path.Combine(folder, "it"), tensors, Metadata))["it"];

    private static TensorToWrite Zeros(string name, ElementType type, params long[] shape) => new(name, shape, type, stream =>
        stream.Write(new byte[shape.Aggregate((long)type.SizeInBytes(), (product, dimension) => product * dimension)]));
}
