namespace MultimodalEmbeddings.Evaluation;

/// <summary>The transfer tasks that are evaluated and reported together.</summary>
public sealed class TransferSuite
{
    /// <summary>Makes a suite of tasks.</summary>
    /// <param name="tasks">At least one task, in the order of the report.</param>
    /// <exception cref="ArgumentException">There is no task, or one is null.</exception>
    public TransferSuite(IReadOnlyList<TransferTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0 || tasks.Contains(null))
        {
            throw new ArgumentException("A suite needs at least one task, and none of them null.", nameof(tasks));
        }

        Tasks = [.. tasks];
    }

    /// <summary>The tasks, in the order of the report.</summary>
    public IReadOnlyList<TransferTask> Tasks { get; }

    /// <summary>
    /// Reads SentEval's transfer tasks from a directory in its layout: MR, CR, SUBJ, MPQA, SST2, SST5, TREC and MRPC.
    /// </summary>
    /// <param name="directory">
    /// The directory that holds the folders <c>MR</c>, <c>CR</c>, <c>SST</c> and so on, or the one whose folder
    /// <c>downstream</c> does.
    /// </param>
    /// <param name="tasks">
    /// The names of the tasks to read, in the order of the report; none means all eight. The average of the papers is that of
    /// MR, CR, SUBJ, MPQA, SST2, TREC and MRPC, without SST5.
    /// </param>
    /// <exception cref="ArgumentException">SentEval has no task of that name here, or one is named twice.</exception>
    /// <exception cref="DirectoryNotFoundException"><paramref name="directory"/> does not exist.</exception>
    /// <exception cref="FileNotFoundException">Files are missing; the message says which, and what would do.</exception>
    /// <exception cref="TransferFormatException">A line is malformed, or a file holds nothing.</exception>
    public static TransferSuite Load(string directory, params IReadOnlyList<string> tasks)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(tasks);

        return new TransferSuite(TransferFolder.Open(directory, tasks).ReadTasks());
    }
}
