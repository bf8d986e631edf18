namespace Terminal;

/// <summary>Prints rows in columns: the first to the left, the others to the right.</summary>
internal static class TextTable
{
    public static string Print(params IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => Line(row, widths)));
    }

    private static string Line(string[] row, int[] widths)
    {
        var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
        return $"  {string.Join("  ", cells)}".TrimEnd();
    }
}
