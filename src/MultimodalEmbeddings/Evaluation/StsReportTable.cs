using System.Globalization;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>The table of a report.</summary>
internal static class StsReportTable
{
    private static readonly string[] Labels = ["", "Spearman", "Alignment", "Uniformity"];

    public static string Print(StsReport report) => ReportBlocks.Print(Labels, Columns(report));

    private static IEnumerable<string[]> Columns(StsReport report) =>
    [
        .. report.Tasks.Select(
            task => Column(Heading(task.Name), task.Score, task.Alignment.Batchwise, task.Uniformity.Batchwise)),
        Column(
            "Avg.",
            report.Average,
            PrintedNumber.Average(report.Tasks.Select(task => task.Alignment.Batchwise), decimals: 3),
            PrintedNumber.Average(report.Tasks.Select(task => task.Uniformity.Batchwise), decimals: 3)),
    ];

    private static string[] Column(string heading, double score, double alignment, double uniformity) =>
        [heading, Format(score, 2), Format(alignment, 3), Format(uniformity, 3)];

    private static string Heading(string task) => task switch
    {
        "STSBenchmark" => "STS-B",
        "SICKRelatedness" => "SICK-R",
        _ => task,
    };

    private static string Format(double value, int decimals) =>
        PrintedNumber.Round(value, decimals).ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
