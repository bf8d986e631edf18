namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// A checkpoint's file cannot be read: it is missing, broken, or holds what is not supported. The message names it.
/// </summary>
public class CheckpointException : Exception
{
    /// <param name="filePath">The file or directory in question; the message begins with it.</param>
    /// <param name="fault">What is wrong with it, as the rest of a sentence: "is empty.", "lacks hidden_size."</param>
    /// <param name="innerException">What the platform said, if anything.</param>
    internal CheckpointException(string filePath, string fault, Exception? innerException = null)
        : base($"{filePath} {fault}", innerException)
    {
        FilePath = filePath;
    }

    /// <summary>The file or directory that cannot be read.</summary>
    public string FilePath { get; }
}
