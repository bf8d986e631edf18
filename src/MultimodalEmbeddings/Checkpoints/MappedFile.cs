using System.IO.MemoryMappedFiles;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// A file mapped into memory for reading, so that its bytes are never copied to the managed heap. Safe for concurrent use.
/// </summary>
/// <remarks>
/// The file must not be cut short while it is mapped: the operating system ends a process that touches pages which are gone.
/// Replacing it by a rename, as <see cref="AtomicFile"/> does, is safe on Linux and macOS; Windows refuses it until it is closed.
/// </remarks>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;

    private MappedFile(FileStream stream)
    {
        Length = stream.Length;
        _mapping = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _mapping.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
    }

    /// <summary>The file's length in bytes, at least 1.</summary>
    public long Length { get; }

    /// <exception cref="CheckpointException">The file does not exist, is empty, or cannot be mapped.</exception>
    public static MappedFile Open(string path)
    {
        FileStream? unowned = InputFile.Open(path);
        try
        {
            var file = unowned.Length > 0 ? new MappedFile(unowned) : throw new CheckpointException(path, "is empty.");
            unowned = null;
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CheckpointException(path, $"cannot be mapped into memory: {exception.Message}", exception);
        }
        finally
        {
            unowned?.Dispose();
        }
    }

    /// <summary>Bytes of the file, valid while this object is alive and not disposed.</summary>
    /// <exception cref="ObjectDisposedException">This object is disposed.</exception>
    public ReadOnlySpan<byte> Span(long offset, int length)
    {
        using var lease = new Lease(_view);
        return new ReadOnlySpan<byte>(lease.Start + offset, length);
    }

    /// <summary>Keeps the mapping while bytes are used, whatever another thread disposes meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">This object is disposed.</exception>
    public Lease Hold() => new(_view);

    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
    }

    internal readonly ref struct Lease
    {
        private readonly MemoryMappedViewAccessor _view;

        public Lease(MemoryMappedViewAccessor view)
        {
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            _view = view;
            Start = start + view.PointerOffset;
        }

        public byte* Start { get; }

        public void Dispose() => _view.SafeMemoryMappedViewHandle.ReleasePointer();
    }
}
