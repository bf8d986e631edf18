namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The elements of a tensor in row-major order, block after block. Elements that follow each other in the file are used where
/// they are mapped, a window at a time; those of a strided view are gathered from one window over all of it.
/// </summary>
internal ref struct TensorBlocks
{
    private const int WindowSize = 1 << 22;     // bytes that are resident twice while weights are copied
    private const int GatheredLength = 1 << 14; // elements

    private readonly MappedFile _file;
    private readonly TensorLayout _layout;
    private readonly int _elementSize;
    private readonly byte[]? _gathered;
    private StridedElements _elements;
    private MappedWindow _window;
    private long _end;

    public TensorBlocks(MappedFile file, TensorLayout layout)
    {
        _file = file;
        _layout = layout;
        _elementSize = layout.Type.SizeInBytes();
        if (layout.Strides is not null)
        {
            _window = file.Map(layout.Start, SizeOfView(file, layout));
            _elements = new StridedElements(_window.Bytes, layout, layout.Strides);
            _gathered = new byte[Math.Min(GatheredLength, layout.Length) * _elementSize];
        }
    }

    /// <summary>The index of the block's first element.</summary>
    public long Start { get; private set; }

    /// <summary>How many elements the block has.</summary>
    public int Count { get; private set; }

    /// <summary>The block's elements, valid until the next move.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool MoveNext()
    {
        Start = _end;
        Count = (int)Math.Min(_gathered is null ? WindowSize / _elementSize : GatheredLength, _layout.Length - Start);
        _end += Count;
        if (Count > 0)
        {
            Bytes = _gathered is null ? NextWindow() : Gather(_gathered.AsSpan(0, Count * _elementSize));
        }

        return Count > 0;
    }

    public readonly void Dispose() => _window.Dispose();

    private ReadOnlySpan<byte> NextWindow()
    {
        _window.Dispose();
        _window = default;
        _window = _file.Map(_layout.Start + (Start * _elementSize), Count * _elementSize);
        return _window.Bytes;
    }

    private ReadOnlySpan<byte> Gather(Span<byte> gathered)
    {
        _elements.CopyNext(gathered);
        return gathered;
    }

    private static int SizeOfView(MappedFile file, TensorLayout layout) =>
        layout.Extent <= int.MaxValue
            ? (int)layout.Extent
            : throw new CheckpointException(
                file.FilePath,
                $"holds {layout.Name} as a view of {layout.Extent} bytes whose elements do not follow each other; at most 2 GiB"
                + " are read. In Python, save it after .contiguous().");
}
