using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>An image network whose speed is measured.</summary>
/// <param name="Name">As its encoder calls it.</param>
/// <param name="Weights">Their file.</param>
/// <param name="MultiplyAdds">Of one image of 224 x 224 pixels, without the classifier, in thousands of millions.</param>
/// <param name="Images">Images of a round.</param>
internal sealed record MeasuredNetwork(string Name, string Weights, double MultiplyAdds, int Images)
{
    /// <summary>ResNet-50 with weights that mean nothing, and MobileNetV2 where its weights are there.</summary>
    /// <param name="options">Say how many images.</param>
    /// <param name="folder">For weights that are made.</param>
    public static IEnumerable<MeasuredNetwork> All(BenchmarkOptions options, string folder)
    {
        var images = options.Images ?? (options.Quick ? 16 : 32);
        yield return new MeasuredNetwork("ResNet-50", WriteResNet(folder), 4.087, images);
        if (SharedData.MobileNet() is { } weights)
        {
            yield return new MeasuredNetwork("MobileNetV2", weights, 0.2995, options.Quick ? images : 4 * images);
        }
    }

    private static string WriteResNet(string folder)
    {
        var path = Path.Combine(folder, "resnet50.safetensors");
        var random = new Random(1);
        var tensors = new ResNetLayout(Width: 64, HasBottlenecks: true, [3, 4, 6, 3]).Tensors;
        SafetensorsWriter.Write(path, [.. tensors.Select(tensor => ToWrite(tensor, random))]);
        return path;
    }

    // Of such sizes that features neither vanish nor grow from layer to layer.
    private static TensorToWrite ToWrite(TensorSpecification tensor, Random random)
    {
        var values = new float[tensor.Shape.Aggregate(1L, (product, size) => product * size)];
        var (middle, range) = tensor.Shape.Count > 1 ? (0, Math.Sqrt(3.0 * tensor.Shape[0] / values.Length))
            : tensor.Name.EndsWith("weight", StringComparison.Ordinal) || tensor.Name.EndsWith("var", StringComparison.Ordinal)
                ? (1, 0.25)
                : (0, 0.1);
        foreach (ref var value in values.AsSpan())
        {
            value = (float)(middle + (range * ((2 * random.NextDouble()) - 1)));
        }

        return new TensorToWrite(
            tensor.Name, tensor.Shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
    }
}
