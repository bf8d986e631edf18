using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Fuzz.Seeds;

namespace MultimodalEmbeddings.Fuzz.Kinds;

/// <summary>Matrices of features in every format; all rows are read.</summary>
internal static class FeatureKinds
{
    private const string Safetensors = "features.safetensors";
    private const string Hdf5 = "features.h5";
    private const string Npy = "features.npy";
    private const string Npz = "features.npz";

    public static IReadOnlyList<FuzzKind> All { get; } =
    [
        Of(Safetensors, SafetensorsSeeds, ".safetensors"),
        Of(Hdf5, () => TinyFeatures.Hdf5, ".h5") with { Share = 60 },
        Of(Npy, () => TinyFeatures.Npy, ".npy"),
        Of(Npz, () => TinyFeatures.Npz, ".npz"),
    ];

    private static FuzzKind Of(string file, Func<Dictionary<string, byte[]>> made, string ending) => new(file, () =>
    [
        .. made().Select(seed => Seed.Of(seed.Key, file, seed.Value)),
        .. ReferenceFiles.Ending(file, ending),
    ])
    {
        Read = folder => Read(Path.Combine(folder, file)),
        Refusals = [typeof(CheckpointException)],
    };

    private static void Read(string path)
    {
        var features = FeatureFile.Load(path);
        var row = new float[features.Columns];
        for (var i = 0; i < features.Rows; i++)
        {
            features.CopyRow(i, row);
        }
    }

    private static Dictionary<string, byte[]> SafetensorsSeeds() => new()
    {
        ["float32"] = TinyWeights.Matrix(ElementType.Float32, 3, 4),
        ["float16"] = TinyWeights.Matrix(ElementType.Float16, 5, 2),
        ["float64"] = TinyWeights.Matrix(ElementType.Float64, 1, 1),
    };
}
