namespace MultimodalEmbeddings.Evaluation;

/// <summary>The tasks that are evaluated and reported together.</summary>
public sealed class StsSuite
{
    /// <summary>Makes a suite of tasks.</summary>
    /// <param name="tasks">At least one task, in the order of the report.</param>
    /// <exception cref="ArgumentException">There is no task, or one is null.</exception>
    public StsSuite(IReadOnlyList<StsTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0 || tasks.Contains(null))
        {
            throw new ArgumentException("A suite needs at least one task, and none of them null.", nameof(tasks));
        }

        Tasks = [.. tasks];
    }

    /// <summary>The tasks, in the order of the report.</summary>
    public IReadOnlyList<StsTask> Tasks { get; }

    /// <summary>
    /// Reads the seven tasks the field reports from a directory in SentEval's layout: STS12 to STS16 (STS13 without SMT, whose
    /// text is not free), and the test parts of STS-B (<c>STSBenchmark</c>) and SICK-R (<c>SICKRelatedness</c>).
    /// </summary>
    /// <param name="directory">
    /// The directory that holds <c>STS</c> and <c>SICK</c>, or the one whose folder <c>downstream</c> does.
    /// </param>
    /// <exception cref="DirectoryNotFoundException"><paramref name="directory"/> does not exist.</exception>
    /// <exception cref="FileNotFoundException">
    /// Files are missing; the message says which, what is there, and what would do.
    /// </exception>
    /// <exception cref="StsFormatException">
    /// A line is malformed, or a sentence file and its gold file have different numbers of lines.
    /// </exception>
    public static StsSuite Load(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);

        return new StsSuite(SentEvalFolder.Open(directory).ReadTasks());
    }
}
