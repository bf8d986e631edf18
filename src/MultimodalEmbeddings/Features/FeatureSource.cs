using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>Opens files of features: what they are is told by their first bytes, not by their names.</summary>
internal static class FeatureSource
{
    /// <param name="path">An HDF5, NPY, NPZ or safetensors file.</param>
    /// <param name="dataset">The name of the array; null for <see cref="DatasetName.Default"/> or the only one.</param>
    /// <returns>The values as the file holds them, in float32; NaN and infinity may be among them.</returns>
    /// <exception cref="CheckpointException">The file is missing, broken or hostile, or holds no such matrix.</exception>
    public static IFeatureRows Open(string path, string? dataset)
    {
        var file = MappedFile.Open(path);
        IFeatureRows? rows = null;
        try
        {
            rows = Open(file, dataset);
            return rows;
        }
        finally
        {
            if (rows is null)
            {
                file.Dispose();
            }
        }
    }

    private static IFeatureRows Open(MappedFile file, string? dataset)
    {
        if (Hdf5Superblock.Find(file) is { } start)
        {
            return Hdf5Features.Open(file, start, dataset);
        }

        ReadOnlySpan<byte> begin = file.Read(0, (int)Math.Min(file.Length, NpyPreamble.Signature.Length));
        return begin.SequenceEqual(NpyPreamble.Signature) ? NpyFeatures.Open(file, dataset)
            : begin.StartsWith("PK\u0003\u0004"u8) || begin.StartsWith("PK\u0005\u0006"u8) ? NpzFeatures.Open(file, dataset)
            : SafetensorsFeatures.Open(file, dataset);
    }
}
