namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A tensor in a file: a view of mapped memory, valid while the file is open. Safe for concurrent use.</summary>
internal sealed class CheckpointTensor
{
    private const int BlockLength = 1 << 20;   // elements; keeps a block's bytes far below what a span can hold

    private readonly MappedFile _file;
    private readonly string _filePath;
    private readonly long _offset;

    /// <param name="file">The file, already checked to hold the tensor's bytes at <paramref name="offset"/>.</param>
    /// <param name="filePath">The file's path, for messages.</param>
    /// <param name="entry">The tensor's name, shape and type.</param>
    /// <param name="offset">Where the tensor's bytes begin in the file.</param>
    internal CheckpointTensor(MappedFile file, string filePath, SafetensorsEntry entry, long offset)
    {
        _file = file;
        _filePath = filePath;
        _offset = offset;
        Name = entry.Name;
        Shape = entry.Shape;
        Type = entry.Type;
        Length = (entry.End - entry.Begin) / entry.Type.SizeInBytes();
    }

    /// <summary>The name that the file gives it.</summary>
    public string Name { get; }

    /// <summary>Its dimensions, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    public ElementType Type { get; }

    /// <summary>The number of elements.</summary>
    public long Length { get; }

    /// <summary>
    /// The elements as the file holds them: row-major, little-endian. The caller keeps the file alive while it uses the span.
    /// </summary>
    /// <exception cref="CheckpointException">
    /// The tensor is larger than a span can be, 2 GiB; <see cref="CopyTo"/> has no such limit.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            var size = Length * Type.SizeInBytes();
            return size <= int.MaxValue
                ? _file.Span(_offset, (int)size)
                : throw new CheckpointException(_filePath, $"holds {Name} with {size} bytes; a span takes at most 2 GiB.");
        }
    }

    /// <summary>
    /// Copies the elements and widens or rounds them to float: float16 and bfloat16 exactly, float64 to the nearest.
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
            throw CheckpointMismatchException.WrongTensor(_filePath, Name, "F32, F16, BF16 or F64", Type.SafetensorsName());
        }

        using var lease = _file.Hold();
        var size = Type.SizeInBytes();
        for (long start = 0; start < Length; start += BlockLength)
        {
            var count = (int)Math.Min(BlockLength, Length - start);
            var block = _file.Span(_offset + (start * size), count * size);
            FloatConversion.Convert(block, Type, destination.Slice((int)start, count));
        }
    }
}
