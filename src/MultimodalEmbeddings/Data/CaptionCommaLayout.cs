namespace MultimodalEmbeddings.Data;

/// <summary>Comma-separated values: a header <c>image,caption</c>, then one caption a row.</summary>
internal static class CaptionCommaLayout
{
    private static readonly CaptionHeader Header = new("image", "caption");

    public static bool Begins(CaptionLine line) => CaptionCsvRow.Read([line]).Any(Header.IsIn);

    public static IEnumerable<Caption> Read(CaptionInput input) =>
        Header.Skip(CaptionCsvRow.Read(input.Lines()), input.Problems)
            .Select(row => Parse(row, input.Problems))
            .OfType<Caption>();

    private static Caption? Parse(CaptionRow row, CaptionProblemLog problems) =>
        Fault(row) is { } fault
            ? problems.Skip<Caption>(row.Line, fault)
            : new Caption(row.Columns[0], row.Columns[1]) { Line = row.Line };

    private static string? Fault(CaptionRow row)
    {
        if (row.Fault is not null || row.Columns.Length != 2)
        {
            return row.Fault
                ?? $"expected two columns, found {row.Columns.Length} in {row.Quote()}; a caption with a comma needs quotes";
        }

        return CaptionImageName.Fault(row.Columns[0]) ?? CaptionText.Fault(row.Columns[1]);
    }
}
