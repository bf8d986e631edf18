using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>A table of vectors by number, each padded with zeros to whole lanes: words, positions.</summary>
internal sealed unsafe class VectorTable : IDisposable
{
    private readonly AlignedFloats _values;

    /// <param name="values">[rows, size].</param>
    /// <param name="size">Components of a vector.</param>
    /// <param name="lane">Floats of a lane.</param>
    public VectorTable(ReadOnlySpan<float> values, int size, int lane)
    {
        (Rows, Size) = (values.Length / size, size);
        Stride = (((size - 1) / lane) + 1) * lane;
        _values = new AlignedFloats((long)Rows * Stride);
        for (var row = 0; row < Rows; row++)
        {
            values.Slice(row * size, size).CopyTo(_values.Slice((long)row * Stride, size));
        }
    }

    public int Rows { get; }

    public int Size { get; }

    /// <summary>Floats from one vector to the next.</summary>
    public int Stride { get; }

    public float* this[int row] => _values.Pointer + ((long)row * Stride);

    public NamedTensor Tensor(string name) => new(name, [Rows, Size], ToArray);

    public void Dispose() => _values.Dispose();

    private float[] ToArray()
    {
        var values = new float[checked(Rows * Size)];
        for (var row = 0; row < Rows; row++)
        {
            _values.Slice((long)row * Stride, Size).CopyTo(values.AsSpan(row * Size));
        }

        return values;
    }
}
