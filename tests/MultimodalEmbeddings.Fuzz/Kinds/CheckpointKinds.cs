using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Weights, what describes them, and matrices of features.</summary>
internal static class CheckpointKinds
{
    private const string Weights = "model.safetensors";

    private static readonly Type[] Refusals = [typeof(CheckpointException)];

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        new("config.json", Configurations) { Read = folder => Checkpoint.Open(folder).Dispose(), Refusals = Refusals },
        new("model.safetensors", Containers) { Read = ReadTensors, Refusals = Refusals },
        new("features", Features) { Read = folder => FeatureFile.Load(Path.Combine(folder, Weights)), Refusals = Refusals },
    ];

    private static IEnumerable<Seed> Configurations() =>
    [
        new("bert", TinyModels.Of("bert", 5), ["config.json"]),
        new("roberta", TinyModels.Of("roberta", 5), ["config.json"]),
        .. ReferenceFiles.Folders("config.json", Weights),
    ];

    private static IEnumerable<Seed> Containers() =>
    [
        Seed.Of("model", Weights, TinyModels.Of("bert", 5)[Weights]),
        Seed.Of("all types", Weights, TinyModels.Safetensors(Enum.GetValues<ElementType>())),
        Seed.Of("one tensor", Weights, TinyModels.Matrix(ElementType.Float32, 2, 3)),
        .. ReferenceFiles.Ending(Weights, ".safetensors"),
    ];

    private static IEnumerable<Seed> Features() =>
    [
        Seed.Of("float32", Weights, TinyModels.Matrix(ElementType.Float32, 3, 4)),
        Seed.Of("float16", Weights, TinyModels.Matrix(ElementType.Float16, 5, 2)),
        Seed.Of("float64", Weights, TinyModels.Matrix(ElementType.Float64, 1, 1)),
        .. ReferenceFiles.Ending(Weights, ".safetensors"),
    ];

    private static void ReadTensors(string folder)
    {
        using var file = SafetensorsFile.Open(Path.Combine(folder, Weights));
        foreach (var tensor in file.Tensors.Values)
        {
            var bytes = tensor.Bytes;
            if (tensor.Type.ConvertsToFloat())
            {
                tensor.CopyTo(new float[bytes.Length / tensor.Type.SizeInBytes()]);
            }
        }
    }
}
