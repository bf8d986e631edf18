namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// Opens files of a checkpoint; whatever keeps one from being read becomes a <see cref="CheckpointException"/>.
/// </summary>
internal static class InputFile
{
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException(path, "does not exist.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"cannot be opened: {exception.Message}", exception);
        }
    }

    /// <exception cref="CheckpointException">
    /// The file is longer than <paramref name="limit"/> bytes, or cannot be read.
    /// </exception>
    public static byte[] ReadAll(string path, int limit)
    {
        using var stream = Open(path);
        if (stream.Length > limit)
        {
            throw new CheckpointException(path, $"has {stream.Length} bytes; at most {limit} are expected in such a file.");
        }

        try
        {
            var content = new byte[stream.Length];
            Array.Resize(ref content, stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
            return content;
        }
        catch (IOException exception)
        {
            throw new CheckpointException(path, $"cannot be read: {exception.Message}", exception);
        }
    }
}
