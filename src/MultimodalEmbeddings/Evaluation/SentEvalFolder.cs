namespace MultimodalEmbeddings.Evaluation;

/// <summary>The files of the seven tasks, where SentEval's own script puts them.</summary>
internal sealed class SentEvalFolder
{
    private const int LongestList = 5;

    private static readonly (string Task, string[] Subsets)[] SemEval =
    [
        ("STS12", ["MSRpar", "MSRvid", "SMTeuroparl", "surprise.OnWN", "surprise.SMTnews"]),
        ("STS13", ["FNWN", "headlines", "OnWN"]),
        ("STS14", ["deft-forum", "deft-news", "headlines", "images", "OnWN", "tweet-news"]),
        ("STS15", ["answers-forums", "answers-students", "belief", "headlines", "images"]),
        ("STS16", ["answer-answer", "headlines", "plagiarism", "postediting", "question-question"]),
    ];

    private readonly string _root;

    private SentEvalFolder(string root) => _root = root;

    private string Benchmark => Path.Combine(_root, "STS", "STSBenchmark", "sts-test.csv");

    private string Sick => Path.Combine(_root, "SICK", "SICK_test_annotated.txt");

    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    /// <exception cref="FileNotFoundException">Files of the seven tasks are missing.</exception>
    public static SentEvalFolder Open(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException(
                $"There is no directory {directory}; it should hold SentEval's folders STS and SICK.");
        }

        var inner = Path.Combine(directory, "downstream");
        var isAbove = !Directory.Exists(Path.Combine(directory, "STS")) && Directory.Exists(inner);
        var folder = new SentEvalFolder(isAbove ? inner : directory);
        folder.RequireFiles();
        return folder;
    }

    public IReadOnlyList<StsTask> ReadTasks() =>
    [
        .. SemEval.Select(task => ReadSemEval(task.Task, task.Subsets)),
        new("STSBenchmark", [new StsSubset("test", ColumnFile.Benchmark.Read(Benchmark))]),
        new("SICKRelatedness", [new StsSubset("test", ColumnFile.Sick.Read(Sick))]),
    ];

    private StsTask ReadSemEval(string task, string[] subsets) =>
        new(task, [.. subsets.Select(subset => new StsSubset(subset, Files(task, subset).Read()))]) { BatchesByLength = true };

    private SemEvalFiles Files(string task, string subset) =>
        SemEvalFiles.In(Path.Combine(_root, "STS", $"{task}-en-test"), subset);

    private void RequireFiles()
    {
        var subsets = SemEval.SelectMany(task => task.Subsets.Select(subset => Files(task.Task, subset)));
        string[] needed = [.. subsets.SelectMany(files => new[] { files.Input, files.Gold }), Benchmark, Sick];
        var missing = needed.Where(file => !File.Exists(file)).Select(file => Path.GetRelativePath(_root, file)).ToArray();
        if (missing.Length > 0)
        {
            var present = Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal);
            throw new FileNotFoundException(
                $"{_root} lacks {missing.Length} of the {needed.Length} files of the seven STS tasks: {Listed(missing)}. "
                + $"It holds: {Listed([.. present])}. SentEval's data/downstream will do: "
                + "STS/STS12-en-test/STS.input.MSRpar.txt and so on, STS/STSBenchmark, SICK.",
                Path.Combine(_root, missing[0]));
        }
    }

    private static string Listed(string?[] names) => names.Length == 0
        ? "nothing"
        : string.Join(", ", names.Take(LongestList))
            + (names.Length > LongestList ? $" and {names.Length - LongestList} more" : "");
}
