using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>Networks of the right form with few channels, whose weights follow from their names.</summary>
internal static class SmallNetworks
{
    // Of features.1 to features.17.
    private static readonly int[] MobileOutputs = [2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8];

    public static ResNetLayout Basic { get; } = new(Width: 2, HasBottlenecks: false, [2, 1, 1, 1]);

    public static ResNetLayout Bottlenecks { get; } = new(Width: 2, HasBottlenecks: true, [1, 2, 1, 1]);

    /// <summary>MobileNetV2's tensors, at a width at which no two rows of the paper's table have the same.</summary>
    public static IReadOnlyList<TensorSpecification> MobileNet { get; } = [.. MobileTensors()];

    public static void Write(string path, IEnumerable<TensorSpecification> tensors) =>
        SafetensorsWriter.Write(path, [.. tensors.Select(tensor => FormulaWeights.ToWrite(tensor))]);

    /// <summary>Writes a network with other values in one tensor.</summary>
    public static void Write(string path, IEnumerable<TensorSpecification> tensors, string name, Action<float[]> change) =>
        SafetensorsWriter.Write(
            path,
            [
                .. tensors.Select(tensor =>
                {
                    var values = FormulaWeights.Values(tensor);
                    if (tensor.Name == name)
                    {
                        change(values);
                    }

                    return FormulaWeights.ToWrite(tensor, values);
                }),
            ]);

    public static ImageNetwork Load(string path)
    {
        using var weights = StateDictionary.Open(path);
        return ImageArchitectures.Load(weights);
    }

    private static IEnumerable<TensorSpecification> MobileTensors()
    {
        var tensors = Normed("features.0", [4, 3, 3, 3]).ToList();
        long inputs = 4;
        for (var index = 1; index <= MobileOutputs.Length; index++)
        {
            var (name, inner, outputs) = ($"features.{index}.conv", index == 1 ? inputs : 2 * inputs, MobileOutputs[index - 1]);
            tensors.AddRange(index == 1 ? [] : Normed($"{name}.0", [inner, inputs, 1, 1]));
            tensors.AddRange(Normed($"{name}.{(index == 1 ? 0 : 1)}", [inner, 1, 3, 3]));
            tensors.AddRange(Layer($"{name}.{(index == 1 ? 1 : 2)}", $"{name}.{(index == 1 ? 2 : 3)}", [outputs, inner, 1, 1]));
            inputs = outputs;
        }

        return tensors.Concat(Normed("features.18", [9, inputs, 1, 1]));
    }

    private static IEnumerable<TensorSpecification> Normed(string name, long[] shape) => Layer($"{name}.0", $"{name}.1", shape);

    private static IEnumerable<TensorSpecification> Layer(string convolution, string norm, long[] shape) =>
    [
        new($"{convolution}.weight", shape),
        new($"{norm}.weight", [shape[0]]), new($"{norm}.bias", [shape[0]]),
        new($"{norm}.running_mean", [shape[0]]), new($"{norm}.running_var", [shape[0]]),
    ];
}
