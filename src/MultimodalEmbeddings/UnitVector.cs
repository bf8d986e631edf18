namespace MultimodalEmbeddings;

/// <summary>Vectors scaled to length 1; zero stays zero.</summary>
internal static class UnitVector
{
    private const double Least = 1e-12; // PyTorch's normalize

    public static void Scale(Span<float> vector)
    {
        double square = 0;
        foreach (var component in vector)
        {
            square += (double)component * component;
        }

        var scale = 1 / Math.Max(Math.Sqrt(square), Least);
        foreach (ref var component in vector)
        {
            component = (float)(component * scale);
        }
    }

    /// <returns>A copy of the rows, each of length 1.</returns>
    public static float[] Of(ReadOnlySpan<float> rows, int size)
    {
        var scaled = rows.ToArray();
        for (var start = 0; start < scaled.Length; start += size)
        {
            Scale(scaled.AsSpan(start, size));
        }

        return scaled;
    }
}
