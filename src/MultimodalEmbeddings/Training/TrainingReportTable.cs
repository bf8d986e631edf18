namespace MultimodalEmbeddings.Training;

/// <summary>A table in GitHub's Markdown.</summary>
internal static class TrainingReportTable
{
    public static string Print(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Concat([Line(headings), Line([.. headings.Select(_ => "---")]), .. rows.Select(Line)]);

    private static string Line(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
}
