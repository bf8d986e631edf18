namespace MultimodalEmbeddings.Training;

/// <summary>
/// A checkpoint of a training run cannot be written or read: the disk is full, the folder may not be written, another process
/// uses it, or what it holds is damaged. The message says which, and what to do.
/// </summary>
/// <remarks>The encoder keeps the weights it had, and earlier checkpoints stay as they were.</remarks>
public class TrainingCheckpointException : IOException
{
    /// <param name="path">The file or folder in question; the message begins with it.</param>
    /// <param name="fault">What is wrong with it and what to do, as the rest of a sentence.</param>
    /// <param name="innerException">What the platform said, if anything.</param>
    internal TrainingCheckpointException(string path, string fault, Exception? innerException = null)
        : base($"{path} {fault}", innerException)
    {
        FilePath = path;
    }

    /// <summary>The file or folder in question.</summary>
    public string FilePath { get; }
}
