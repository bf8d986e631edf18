namespace MultimodalEmbeddings.Inference;

/// <summary>Rows of floats in memory that does not move.</summary>
/// <param name="first">The first row.</param>
/// <param name="stride">Floats from one row to the next.</param>
internal readonly unsafe ref struct Rows(float* first, int stride)
{
    public readonly float* First = first;
    public readonly int Stride = stride;

    public float* this[int row] => First + ((long)row * Stride);

    /// <summary>The same from another row and column on.</summary>
    public Rows From(int row, int column = 0) => new(this[row] + column, Stride);
}
