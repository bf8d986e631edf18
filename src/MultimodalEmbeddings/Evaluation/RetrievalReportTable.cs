using System.Globalization;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>The table of a report.</summary>
internal static class RetrievalReportTable
{
    private static readonly string[] Headings = ["", "R@1", "R@5", "R@10", "MRR", "nDCG@10", "Median", "Mean"];

    public static string Print(RetrievalReport report)
    {
        string[][] rows = [Headings, Row("Text to image", report.TextToImage), Row("Image to text", report.ImageToText)];
        int[] widths = [.. Headings.Select((_, column) => rows.Max(row => row[column].Length))];
        return string.Concat(rows.Select(row => string.Join(' ', row.Select((cell, i) => Pad(cell, i, widths[i]))) + "\n"));
    }

    private static string[] Row(string direction, RetrievalMeasures measures) =>
    [
        direction,
        Format(100 * measures.RecallAt1, 2),
        Format(100 * measures.RecallAt5, 2),
        Format(100 * measures.RecallAt10, 2),
        Format(100 * measures.MeanReciprocalRank, 2),
        Format(100 * measures.DiscountedGainAt10, 2),
        Format(measures.MedianRank, 1),
        Format(measures.MeanRank, 1),
    ];

    private static string Format(double value, int decimals) =>
        PrintedNumber.Round(value, decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture);

    private static string Pad(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}
