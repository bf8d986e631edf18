namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// A file with one pair a line, in tab columns: the STS Benchmark and SICK. Quotes are characters like any other.
/// </summary>
internal sealed record ColumnFile
{
    /// <summary>genre, file, year, id, score, sentence, sentence, and sometimes two licences.</summary>
    public static ColumnFile Benchmark { get; } = new() { Score = 4, First = 5, Second = 6, MostColumns = 9, HasHeader = false };

    /// <summary>A header; then id, sentence, sentence, relatedness, entailment.</summary>
    public static ColumnFile Sick { get; } = new() { First = 1, Second = 2, Score = 3, MostColumns = 5, HasHeader = true };

    private int First { get; init; }

    private int Second { get; init; }

    private int Score { get; init; }

    private int MostColumns { get; init; }

    private bool HasHeader { get; init; }

    private int FewestColumns => Math.Max(Score, Second) + 1;

    /// <exception cref="StsFormatException">
    /// A line has too few or too many columns or no number where the score belongs.
    /// </exception>
    public IReadOnlyList<StsPair> Read(string path)
    {
        var lines = PythonText.ReadLines(path);
        var header = HasHeader ? 1 : 0;
        if (lines.Take(header).FirstOrDefault(IsPair) is { } pair)
        {
            throw new StsFormatException(path, 1, "a header line", $"a pair, {StsFormatException.Quote(pair)}");
        }

        return lines.Count > header
            ? [.. lines.Skip(header).Select((line, i) => Pair(path, header + i + 1, line))]
            : throw new StsFormatException(path, lines.Count + 1, "at least one pair", "the end of the file");
    }

    private bool IsPair(string line)
    {
        var columns = line.Split('\t');
        return columns.Length > Score && PythonText.TryParseNumber(columns[Score], out _);
    }

    private StsPair Pair(string path, int number, string line)
    {
        var columns = line.Split('\t');
        if (columns.Length < FewestColumns || columns.Length > MostColumns)
        {
            var found = $"{columns.Length}: {StsFormatException.Quote(line)}";
            throw new StsFormatException(path, number, $"{FewestColumns} to {MostColumns} tab columns", found);
        }

        return PythonText.TryParseNumber(columns[Score], out var score)
            ? new StsPair(PythonText.JoinWords(columns[First]), PythonText.JoinWords(columns[Second]), score)
            : throw new StsFormatException(
                path, number, $"a number in column {Score + 1}", StsFormatException.Quote(columns[Score]));
    }
}
