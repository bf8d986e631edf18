using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Weights in every container, and what describes them.</summary>
internal static class CheckpointKinds
{
    private const string Safetensors = "model.safetensors";
    private const string SafetensorsIndex = "model.safetensors.index.json";
    private const string Torch = "pytorch_model.bin";
    private const string TorchIndex = "pytorch_model.bin.index.json";

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        Of("config.json", Configurations, folder => Checkpoint.Open(folder).Dispose()) with { Share = 30 },
        Of(Safetensors, SafetensorsFiles, folder => WeightReader.Read(StateDictionary.Open(Path.Combine(folder, Safetensors)))),
        OfShards(SafetensorsIndex, "*.safetensors", () => TinyWeights.SafetensorsShards),
        Of("bin-zip", () => TorchFiles(TinyWeights.Zip, "PK"u8.ToArray()), ReadTorch),
        Of("bin-legacy", () => TorchFiles(TinyWeights.Legacy, [0x80]), ReadTorch),
        OfShards(TorchIndex, "*.bin", () => TinyWeights.TorchShards),
    ];

    private static FuzzKind Of(string name, Func<IEnumerable<Seed>> seeds, Action<string> read) =>
        new(name, seeds) { Read = read, Refusals = [typeof(CheckpointException)] };

    private static void ReadTorch(string folder) => WeightReader.Read(TorchFile.Open(Path.Combine(folder, Torch)));

    // The index is damaged more often than one of its files.
    private static FuzzKind OfShards(string index, string pattern, Func<Dictionary<string, byte[]>> generated) => Of(
        index,
        () =>
        [
            new Seed("two files", generated(), [index, index, .. generated().Keys]),
            .. ReferenceFiles.Folders(index, pattern),
        ],
        folder => WeightReader.Read(ShardedWeights.Open(Path.Combine(folder, index))));

    private static IEnumerable<Seed> Configurations() =>
    [
        .. TinyModels.Types.Select(type => new Seed(type, TinyModels.Of(type, 5), ["config.json"])),
        .. ReferenceFiles.Folders("config.json", Safetensors, Torch).Where(seed => seed.Files.Count > 1),
    ];

    private static IEnumerable<Seed> SafetensorsFiles() =>
    [
        Seed.Of("model", Safetensors, TinyModels.Of("bert", 5)[Safetensors]),
        Seed.Of("all types", Safetensors, TinyWeights.Safetensors(Enum.GetValues<ElementType>())),
        Seed.Of("one tensor", Safetensors, TinyWeights.Matrix(ElementType.Float32, 2, 3)),
        .. ReferenceFiles.Ending(Safetensors, ".safetensors"),
    ];

    private static IEnumerable<Seed> TorchFiles(byte[] generated, byte[] start) =>
    [
        Seed.Of("two tensors", Torch, generated),
        .. ReferenceFiles.Ending(Torch, ".bin", ".pt", ".pkl").Where(seed => seed.Files[Torch].AsSpan().StartsWith(start)),
    ];
}
