using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>Rows in memory: those of a file that had to be unpacked or put in order.</summary>
internal sealed class MemoryRows(float[] values, FeatureShape shape) : IFeatureRows
{
    /// <summary>All values, [rows, columns].</summary>
    public float[] Values => values;

    public int Rows => shape.Rows;

    public int Columns => shape.Columns;

    public void Read(int first, Span<float> destination) =>
        values.AsSpan(first * Columns, destination.Length).CopyTo(destination);

    public void Dispose()
    {
    }
}
