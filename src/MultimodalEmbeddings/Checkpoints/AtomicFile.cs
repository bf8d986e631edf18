namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Writes a file so that its path names the old content or the whole new content, never a part of it.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    private static readonly Lock Opening = new();

    /// <summary>Writes a temporary file beside <paramref name="path"/>, flushes it to the disk, and renames it.</summary>
    /// <param name="path">
    /// Where the content goes; a file that is there is replaced. What a killed process left half written beside it is removed.
    /// </param>
    /// <param name="write">Writes the content. If it throws, the old file stays as it is.</param>
    /// <exception cref="IOException">The folder does not exist, or cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var stream = Open(path);
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            File.Move(stream.Name, path, overwrite: true);
        }
        finally
        {
            File.Delete(stream.Name);
        }
    }

    /// <summary>Open until it has its name: an open file is nobody's leftover, but a new one is locked only after a moment.</summary>
    private static FileStream Open(string path)
    {
        lock (Opening)
        {
            TemporaryNames.RemoveLeftovers(path);
            return new FileStream(
                TemporaryNames.Next(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, BufferSize);
        }
    }
}
