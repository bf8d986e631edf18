using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Checkpoints;
using MultimodalEmbeddings.Tests.Vision;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Networks of images with few channels, whose weights follow from their names.</summary>
internal static class TinyNetworks
{
    private static readonly IReadOnlyList<TensorSpecification> ResNet = [.. SmallNetworks.Basic.Tensors];

    /// <summary>As torch.save writes them, in both of its forms.</summary>
    public static Dictionary<string, byte[]> Torch => new()
    {
        ["ResNet, zip"] = TinyWeights.ZipOf(Tensors(ResNet)),
        ["ResNet, legacy"] = TinyPickle.Legacy(Tensors(ResNet)),
        ["MobileNetV2, legacy"] = TinyPickle.Legacy(Tensors(SmallNetworks.MobileNet)),
    };

    public static Dictionary<string, byte[]> Safetensors => new()
    {
        ["ResNet"] = Written(ResNet),
        ["ResNet with bottlenecks"] = Written(SmallNetworks.Bottlenecks.Tensors),
        ["MobileNetV2"] = Written(SmallNetworks.MobileNet),
    };

    private static (string Name, long[] Shape, float[] Values)[] Tensors(IEnumerable<TensorSpecification> tensors) =>
        [.. tensors.Select(tensor => (tensor.Name, tensor.Shape.ToArray(), FormulaWeights.Values(tensor)))];

    private static byte[] Written(IEnumerable<TensorSpecification> tensors) =>
        FolderContent.WrittenBy(folder => SmallNetworks.Write(Path.Combine(folder, "it"), tensors))["it"];
}
