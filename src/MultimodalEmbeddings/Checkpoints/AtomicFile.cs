namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Writes a file so that its path names the old content or the whole new content, never a part of it.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a temporary file beside <paramref name="path"/>, flushes it to the disk, and renames it.</summary>
    /// <param name="path">Where the content goes; a file that is there is replaced.</param>
    /// <param name="write">Writes the content. If it throws, the old file stays as it is.</param>
    /// <exception cref="IOException">The folder does not exist, or cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
