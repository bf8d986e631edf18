namespace MultimodalEmbeddings.Evaluation;

/// <summary>A task with each of its distinct sentences once: what has to be encoded, and which of it makes a pair.</summary>
internal sealed class IndexedTask
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _sentences = [];

    public IndexedTask(StsTask task) => Subsets = [.. task.Subsets.Select(subset => Index(subset, task.BatchesByLength))];

    /// <summary>The distinct sentences; sentence i belongs in row i of the <see cref="EmbeddingTable"/>.</summary>
    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>The pairs of each subset of the task.</summary>
    public IReadOnlyList<IndexedPairs> Subsets { get; }

    private IndexedPairs Index(StsSubset subset, bool byLength)
    {
        var pairs = byLength ? ByLength(subset.Pairs) : subset.Pairs;
        return new(
            [.. pairs.Select(pair => Row(pair.First))],
            [.. pairs.Select(pair => Row(pair.Second))],
            [.. pairs.Select(pair => pair.Score)]);
    }

    // LINQ's ordering is stable, as Python's is.
    private static IReadOnlyList<StsPair> ByLength(IReadOnlyList<StsPair> pairs) =>
    [
        .. pairs.OrderBy(pair => PythonText.CountWords(pair.First))
            .ThenBy(pair => PythonText.CountWords(pair.Second))
            .ThenBy(pair => pair.Score),
    ];

    private int Row(string sentence)
    {
        if (_rows.TryGetValue(sentence, out var row))
        {
            return row;
        }

        _sentences.Add(sentence);
        return _rows[sentence] = _sentences.Count - 1;
    }
}
