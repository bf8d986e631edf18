namespace MultimodalEmbeddings.Evaluation;

/// <summary>One transfer task on disk: its name, its files below SentEval's folder, and how they are read.</summary>
internal sealed class TransferSource
{
    private readonly Func<string[], TransferTask> _read;

    private TransferSource(string name, string[] files, Func<string[], TransferTask> read) =>
        (Name, Files, _read) = (name, files, read);

    public string Name { get; }

    /// <summary>Paths below the folder, with slashes.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Two files without labels: label 1, then label 0.</summary>
    public static TransferSource Binary(string name, string positive, string negative) => new(
        name,
        [positive, negative],
        paths => new TransferTask(
            name, [.. TransferLines.ReadSentences(paths[0], label: 1), .. TransferLines.ReadSentences(paths[1], label: 0)]));

    /// <summary>A training and a test file.</summary>
    public static TransferSource Tested(string name, string train, string test, TransferLines lines) =>
        new(name, [train, test], paths => Task(name, lines, paths));

    /// <summary>Training, test and dev files in a folder.</summary>
    public static TransferSource Split(string name, string folder, TransferLines lines) => new(
        name,
        [$"{folder}/sentiment-train", $"{folder}/sentiment-test", $"{folder}/sentiment-dev"],
        paths => Task(name, lines, paths));

    /// <exception cref="TransferFormatException">A file is malformed.</exception>
    public TransferTask Read(string root) => _read([.. Files.Select(file => Path.Combine(root, file))]);

    private static TransferTask Task(string name, TransferLines lines, string[] paths)
    {
        var train = lines.Read(paths[0]);
        var missing = Enumerable.Range(0, lines.Classes).Except(train.Select(sample => sample.Label)).ToArray();
        return missing.Length == 0
            ? new(name, train, lines.Read(paths[1]), paths.Length > 2 ? lines.Read(paths[2]) : null)
            : throw new TransferFormatException(
                paths[0], 1, $"samples of all {lines.Classes} classes", $"none of class {missing[0]} in the whole file");
    }
}
