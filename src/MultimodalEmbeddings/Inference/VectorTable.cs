using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Inference;

/// <summary>A table of vectors by number, each padded with zeros to whole lanes: words, positions.</summary>
internal sealed unsafe class VectorTable : IDisposable
{
    private readonly AlignedFloats _values;
    private readonly string _name;

    /// <param name="source">An encoder's weights.</param>
    /// <param name="name">Of a tensor [rows, size].</param>
    /// <param name="rows">How many vectors.</param>
    /// <param name="size">Components of a vector.</param>
    /// <param name="lane">Floats of a lane.</param>
    public VectorTable(IWeightSource source, string name, int rows, int size, int lane)
    {
        (Rows, Size, _name) = (rows, size, name);
        Stride = (((size - 1) / lane) + 1) * lane;
        _values = new AlignedFloats((long)Rows * Stride);
        Read(source);
    }

    public int Rows { get; }

    public int Size { get; }

    /// <summary>Floats from one vector to the next.</summary>
    public int Stride { get; }

    public float* this[int row] => _values.Pointer + ((long)row * Stride);

    public NamedTensor Tensor => new(_name, [Rows, Size], ToArray);

    public void Dispose() => _values.Dispose();

    /// <summary>Straight to its place where no vector is padded: a vocabulary is most of a small encoder.</summary>
    private void Read(IWeightSource source)
    {
        if (Stride == Size)
        {
            source.CopyTo(_name, [Rows, Size], _values.Slice(0, checked(Rows * Size)));
            return;
        }

        var values = source.Read(_name, Rows, Size);
        for (var row = 0; row < Rows; row++)
        {
            values.AsSpan(row * Size, Size).CopyTo(_values.Slice((long)row * Stride, Size));
        }
    }

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
