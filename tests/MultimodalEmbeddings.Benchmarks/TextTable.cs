namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Prints rows in columns: the first to the left, the others to the right.</summary>
internal static class TextTable
{
    public static string Print(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => Line(row, widths)));
    }

    private static string Line(string[] row, int[] widths) =>
        "  " + row[0].PadRight(widths[0]) + string.Concat(row[1..].Zip(widths[1..], (cell, width) => "  " + cell.PadLeft(width)));
}
