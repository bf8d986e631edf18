using System.IO.MemoryMappedFiles;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// A file that is mapped into memory part by part for reading, so that neither its bytes nor its pages are kept. Safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// The file must not be cut short while a part is mapped: the operating system ends a process that touches pages which are gone.
/// Replacing it by a rename, as <see cref="AtomicFile"/> does, is safe on Linux and macOS; Windows refuses it until it is closed.
/// </remarks>
internal sealed class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _mapping;

    private MappedFile(string path, FileStream stream)
    {
        FilePath = path;
        Length = stream.Length;
        _mapping = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
    }

    public string FilePath { get; }

    /// <summary>The file's length in bytes, at least 1.</summary>
    public long Length { get; }

    /// <exception cref="CheckpointException">The file does not exist, is empty, or cannot be mapped.</exception>
    public static MappedFile Open(string path)
    {
        FileStream? unowned = InputFile.Open(path);
        try
        {
            var file = unowned.Length > 0 ? new MappedFile(path, unowned) : throw new CheckpointException(path, "is empty.");
            unowned = null;
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw CannotBeMapped(path, exception);
        }
        finally
        {
            unowned?.Dispose();
        }
    }

    /// <summary>Maps bytes that lie within the file. The window outlives this object.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many there are, at least 1.</param>
    /// <exception cref="CheckpointException">The system gives no memory to map them.</exception>
    /// <exception cref="ObjectDisposedException">This object is disposed.</exception>
    public MappedWindow Map(long offset, int length)
    {
        try
        {
            return new MappedWindow(_mapping.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read), length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotBeMapped(FilePath, exception);
        }
    }

    /// <summary>A copy of bytes that lie within the file: for headers, not for weights.</summary>
    /// <exception cref="ObjectDisposedException">This object is disposed.</exception>
    public byte[] Read(long offset, int length)
    {
        if (length == 0)
        {
            return [];
        }

        using var window = Map(offset, length);
        return window.Bytes.ToArray();
    }

    public void Dispose() => _mapping.Dispose();

    private static CheckpointException CannotBeMapped(string path, Exception exception) =>
        new(path, $"cannot be mapped into memory: {exception.Message}", exception);
}
