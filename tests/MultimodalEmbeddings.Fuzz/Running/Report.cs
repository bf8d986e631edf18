using System.Globalization;

namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>The table at a run's end: a row for each kind, and one for all.</summary>
internal sealed class Report
{
    private static readonly string[] Head =
    [
        "kind", "inputs", "accepted", "refused", "untyped", "aborts", "hangs", "memory", "files", "seeds", "seconds",
        "longest ms",
    ];

    private readonly List<string[]> _rows;
    private readonly string _summary;

    public Report(FuzzOptions options, IReadOnlyList<WorkerBoard> boards, Findings findings, TimeSpan elapsed)
    {
        var kinds = options.Kinds.Select((kind, index) => Row(kind.Name, index, boards, findings)).ToList();
        _rows = [Head, .. kinds, Total(kinds)];
        var inputs = kinds.Sum(row => Number(row[1]));
        _summary = $"{inputs:N0} inputs of seed {options.Seed} in {elapsed:hh\\:mm\\:ss}, "
            + $"{inputs / elapsed.TotalSeconds:N0} a second; {findings.Count:N0} findings";
    }

    /// <summary>Columns with tabs between them, for other programs.</summary>
    public void WriteTo(string? path)
    {
        if (path is not null)
        {
            File.WriteAllLines(path, _rows.Select(row => string.Join('\t', row)));
        }
    }

    public override string ToString()
    {
        int[] widths = [.. Enumerable.Range(0, Head.Length).Select(column => _rows.Max(row => row[column].Length))];
        return string.Join('\n', _rows.Select(row => Line(row, widths))) + $"\n{_summary}";
    }

    private static string[] Row(string kind, int index, IReadOnlyList<WorkerBoard> boards, Findings findings)
    {
        long Sum(WorkerBoard.Count count) => boards.Sum(board => board.Read(index, count));
        var longest = boards.Max(board => board.Read(index, WorkerBoard.Count.LongestTicks));
        return
        [
            kind,
            Text(Sum(WorkerBoard.Count.Inputs)),
            Text(Sum(WorkerBoard.Count.Accepted)),
            Text(Sum(WorkerBoard.Count.Refused)),
            .. Enum.GetValues<Fault>().Select(fault => Text(findings.CountOf(kind, fault))),
            Text(Sum(WorkerBoard.Count.Ticks) / TimeSpan.TicksPerSecond),
            Text(longest / TimeSpan.TicksPerMillisecond),
        ];
    }

    private static string[] Total(List<string[]> kinds) =>
    [
        "all",
        .. Enumerable.Range(1, Head.Length - 2).Select(column => Text(kinds.Sum(row => Number(row[column])))),
        Text(kinds.Max(row => Number(row[^1]))),
    ];

    private static string Line(string[] row, int[] widths) =>
        row[0].PadRight(widths[0])
        + string.Concat(row.Zip(widths).Skip(1).Select(cell => "  " + cell.First.PadLeft(cell.Second)));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
