namespace MultimodalEmbeddings.Evaluation;

/// <summary>The files of the transfer tasks, where SentEval's own script puts them.</summary>
internal sealed class TransferFolder
{
    private const int LongestList = 5;

    // In the order of the papers' tables; SST5, which they leave out, beside SST2.
    private static readonly TransferSource[] All =
    [
        TransferSource.Binary("MR", "MR/rt-polarity.pos", "MR/rt-polarity.neg"),
        TransferSource.Binary("CR", "CR/custrev.pos", "CR/custrev.neg"),
        TransferSource.Binary("SUBJ", "SUBJ/subj.objective", "SUBJ/subj.subjective"),
        TransferSource.Binary("MPQA", "MPQA/mpqa.pos", "MPQA/mpqa.neg"),
        TransferSource.Split("SST2", "SST/binary", TransferLines.Sentiment),
        TransferSource.Split("SST5", "SST/fine", TransferLines.FineSentiment),
        TransferSource.Tested("TREC", "TREC/train_5500.label", "TREC/TREC_10.label", TransferLines.Question),
        TransferSource.Tested("MRPC", "MRPC/msr_paraphrase_train.txt", "MRPC/msr_paraphrase_test.txt", TransferLines.Paraphrase),
    ];

    private readonly string _root;
    private readonly TransferSource[] _sources;

    private TransferFolder(string root, TransferSource[] sources) => (_root, _sources) = (root, sources);

    /// <exception cref="ArgumentException">There is no task of a name, or one is named twice.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    /// <exception cref="FileNotFoundException">Files of the tasks are missing.</exception>
    public static TransferFolder Open(string directory, IReadOnlyList<string> tasks)
    {
        var sources = tasks.Count == 0 ? All : [.. tasks.Select(Source)];
        if (tasks.Distinct().Count() != tasks.Count)
        {
            throw new ArgumentException($"A task is named twice: {string.Join(", ", tasks)}.", nameof(tasks));
        }

        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException(
                $"There is no directory {directory}; it should hold SentEval's folders MR, CR, SST and so on.");
        }

        var inner = Path.Combine(directory, "downstream");
        var folder = new TransferFolder(Directory.Exists(inner) ? inner : directory, sources);
        folder.RequireFiles();
        return folder;
    }

    public IReadOnlyList<TransferTask> ReadTasks() => [.. _sources.Select(source => source.Read(_root))];

    private static TransferSource Source(string name) =>
        All.FirstOrDefault(source => source.Name == name) ?? throw new ArgumentException(
            $"There is no transfer task {name ?? "null"}; there are {string.Join(", ", All.Select(source => source.Name))}.",
            nameof(name));

    private void RequireFiles()
    {
        var needed = _sources.SelectMany(source => source.Files).ToArray();
        var missing = needed.Where(file => !File.Exists(Path.Combine(_root, file))).ToArray();
        if (missing.Length > 0)
        {
            var present = Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal);
            throw new FileNotFoundException(
                $"{_root} lacks {missing.Length} of the {needed.Length} files of {Listed([.. _sources.Select(s => s.Name)])}: "
                + $"{Listed(missing)}. It holds: {Listed([.. present])}. SentEval's data/downstream will do.",
                Path.Combine(_root, missing[0]));
        }
    }

    private static string Listed(string?[] names) => names.Length == 0
        ? "nothing"
        : string.Join(", ", names.Take(LongestList))
            + (names.Length > LongestList ? $" and {names.Length - LongestList} more" : "");
}
