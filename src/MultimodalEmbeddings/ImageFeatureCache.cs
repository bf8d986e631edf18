using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Features;

namespace MultimodalEmbeddings;

/// <summary>
/// Features of images on disk, found again by what the images hold: a copy or a renamed file is known, a changed one is not.
/// </summary>
/// <remarks>
/// One safetensors file for every <see cref="FileRows"/> images, <c>NETWORK.DIGEST.safetensors</c>, with <c>features</c>
/// [images, dimension] and <c>digests</c> [images, 32], the SHA-256 of the image files. Files are whole or not there, and never
/// change.
/// </remarks>
/// <param name="folder">Where the files are; made when the first is written.</param>
/// <param name="network">Tells networks apart; the beginning of the files' names.</param>
/// <param name="dimension">Features of an image.</param>
internal sealed class ImageFeatureCache(string folder, string network, int dimension)
{
    /// <summary>Images of a file: what is lost at most when a program ends early.</summary>
    public const int FileRows = 256;

    private const string FeaturesName = "features";
    private const string DigestsName = "digests";
    private const string Extension = ".safetensors";

    /// <summary>Hands out the features of every image that is known. Files that are damaged count as not there.</summary>
    /// <param name="receive">Told digest and features, [dimension].</param>
    public void Read(Action<ImageDigest, ReadOnlySpan<float>> receive)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, $"{network}.*{Extension}").Order(StringComparer.Ordinal))
        {
            if (TryRead(path) is not { } file)
            {
                continue;
            }

            for (var row = 0; row < file.Digests.Length; row++)
            {
                receive(file.Digests[row], file.Features.AsSpan(row * dimension, dimension));
            }
        }
    }

    /// <param name="digests">Of the images.</param>
    /// <param name="features">[images, dimension].</param>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public void Write(ImageDigest[] digests, FeatureMatrix features)
    {
        Directory.CreateDirectory(folder);
        var bytes = MemoryMarshal.AsBytes(digests.AsSpan()).ToArray();
        SafetensorsWriter.Write(
            Path.Combine(folder, $"{network}.{ImageDigest.Of(bytes)}{Extension}"),
            [
                new(FeaturesName, [digests.Length, dimension], ElementType.Float32, stream => FeatureRows.Write(stream, features)),
                new(DigestsName, [digests.Length, ImageDigest.Bytes], ElementType.UInt8, stream => stream.Write(bytes)),
            ]);
    }

    private (ImageDigest[] Digests, float[] Features)? TryRead(string path)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            if (!file.Tensors.TryGetValue(DigestsName, out var digests)
                || digests is not { Type: ElementType.UInt8, Shape: [> 0 and <= FileRows, ImageDigest.Bytes] }
                || !file.Tensors.TryGetValue(FeaturesName, out var features)
                || !features.Shape.SequenceEqual([digests.Shape[0], dimension]))
            {
                return null;
            }

            var values = new float[features.Length];
            features.CopyTo(values);
            return values.All(float.IsFinite) ? (MemoryMarshal.Cast<byte, ImageDigest>(digests.ToBytes()).ToArray(), values) : null;
        }
        catch (Exception exception) when (exception is CheckpointException or CheckpointMismatchException)
        {
            return null;
        }
    }
}
