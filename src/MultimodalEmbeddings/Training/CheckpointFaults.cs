using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Training;

/// <summary>Whatever keeps a checkpoint from being written or read becomes a <see cref="TrainingCheckpointException"/>.</summary>
internal static class CheckpointFaults
{
    private const string Remedy =
        "The encoder and earlier checkpoints are as they were. See that the disk has room, that this process may write there " +
        "and that no other run uses the directory, and start the run again: it goes on from its newest checkpoint.";

    /// <param name="path">What the message begins with.</param>
    /// <param name="fault">What cannot be done with it.</param>
    /// <param name="action">Does it.</param>
    public static T Typed<T>(string path, string fault, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (
            exception is IOException and not TrainingCheckpointException or UnauthorizedAccessException or CheckpointException
            or JsonException)
        {
            throw new TrainingCheckpointException(path, $"{fault}: {exception.Message.TrimEnd('.')}. {Remedy}", exception);
        }
    }
}
