namespace MultimodalEmbeddings.Training;

/// <summary>A directory holds the checkpoints of another training run; the message says in what that one differs.</summary>
public sealed class TrainingCheckpointMismatchException : TrainingCheckpointException
{
    internal TrainingCheckpointMismatchException(string directory, IReadOnlyList<string> differences)
        : base(
            directory,
            $"holds checkpoints of another run, which cannot be continued by this one: {string.Join("; ", differences)}. " +
                "Give each run a directory of its own, or delete this one to start anew.")
    {
        Differences = differences;
    }

    /// <summary>What differs, as in "options.LearningRate is 3E-05 there and 1E-05 here".</summary>
    public IReadOnlyList<string> Differences { get; }
}
