using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Features;

namespace MultimodalEmbeddings.Tests.Features;

/// <summary>Features of any finite bits.</summary>
internal static class RandomFeatures
{
    public static FeatureMatrix Create(Random random, int rows, int columns) =>
        new(Enumerable.Range(0, rows * columns).Select(_ => Finite(random)).ToArray(), rows, columns);

    public static int[] Bits(this FeatureMatrix features) => [.. Enumerable.Range(0, features.Rows)
        .SelectMany(row => features.Row(row).ToArray()).Select(BitConverter.SingleToInt32Bits)];

    /// <summary>What a file holds, without a check of its numbers.</summary>
    public static float[] Read(string path, string? dataset = null)
    {
        using var rows = FeatureSource.Open(path, dataset);
        return FeatureRows.Load(rows);
    }

    private static float Finite(Random random)
    {
        var value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        return float.IsFinite(value) ? value : -0f;
    }
}
