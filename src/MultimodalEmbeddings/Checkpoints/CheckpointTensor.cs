namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A tensor in a file of any container; its elements are read while the file is open. Safe for concurrent use.</summary>
internal sealed class CheckpointTensor
{
    private readonly MappedFile _file;
    private readonly TensorLayout _layout;

    /// <param name="file">The file, already checked to hold the tensor's elements.</param>
    /// <param name="layout">Where they lie.</param>
    internal CheckpointTensor(MappedFile file, TensorLayout layout)
    {
        _file = file;
        _layout = layout;
    }

    /// <summary>The name that the file gives it.</summary>
    public string Name => _layout.Name;

    /// <summary>Its dimensions, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape => _layout.Shape;

    public ElementType Type => _layout.Type;

    /// <summary>The number of elements.</summary>
    public long Length => _layout.Length;

    /// <summary>
    /// Copies the elements and widens or rounds them to float: float16 and bfloat16 exactly, float64 to the nearest. No more
    /// than a small part of the tensor is resident twice, unless its elements do not follow each other in the file.
    /// </summary>
    /// <param name="destination">Receives <see cref="Length"/> floats, row-major; may be longer.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="CheckpointMismatchException">The elements are of no floating-point type.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Length)
        {
            throw new ArgumentException(
                $"{Name} has {Length} elements; the destination takes {destination.Length}.", nameof(destination));
        }

        if (!Type.ConvertsToFloat())
        {
            throw CheckpointMismatchException.WrongTensor(
                _file.FilePath, Name, "F32, F16, BF16 or F64", Type.SafetensorsName());
        }

        using var blocks = new TensorBlocks(_file, _layout);
        while (blocks.MoveNext())
        {
            FloatConversion.Convert(blocks.Bytes, Type, destination.Slice((int)blocks.Start, blocks.Count));
        }
    }

    /// <summary>
    /// A copy of the elements as the file holds them, row-major and little-endian: for integers, which are no weights.
    /// </summary>
    /// <exception cref="CheckpointException">They are more than an array holds.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public byte[] ToBytes()
    {
        var size = Type.SizeInBytes();
        if (Length > Array.MaxLength / size)
        {
            throw new CheckpointException(_file.FilePath, $"holds {Name} with {Length} elements, more than an array takes.");
        }

        var bytes = new byte[Length * size];
        using var blocks = new TensorBlocks(_file, _layout);
        while (blocks.MoveNext())
        {
            blocks.Bytes.CopyTo(bytes.AsSpan((int)blocks.Start * size));
        }

        return bytes;
    }
}
