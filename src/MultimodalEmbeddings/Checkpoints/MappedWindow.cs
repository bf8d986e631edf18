using System.IO.MemoryMappedFiles;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A part of a file in memory, until it is disposed. A default one is empty.</summary>
internal readonly unsafe ref struct MappedWindow
{
    private readonly MemoryMappedViewAccessor? _view;

    public MappedWindow(MemoryMappedViewAccessor view, int length)
    {
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _view = view;
        Bytes = new ReadOnlySpan<byte>(start + view.PointerOffset, length);
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
    }
}
