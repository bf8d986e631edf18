using System.Globalization;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>The table of a report.</summary>
internal static class TransferReportTable
{
    private static readonly string[] Labels = ["", "Dev accuracy", "Test accuracy"];

    public static string Print(TransferReport report) => report.Tasks.Any(task => task.F1 is not null)
        ? ReportBlocks.Print([.. Labels, "Test F1"], Columns(report).Select(column => column.Cells.Append(column.F1).ToArray()))
        : ReportBlocks.Print(Labels, Columns(report).Select(column => column.Cells));

    private static IEnumerable<(string[] Cells, string F1)> Columns(TransferReport report) =>
        report.Tasks.Select(task => (Cells(task.Name, task.DevAccuracy, task.TestAccuracy), task.F1 is { } f1 ? Format(f1) : "-"))
            .Append((Cells("Avg.", report.DevAverage, report.Average), "-"));

    private static string[] Cells(string heading, double dev, double test) => [heading, Format(dev), Format(test)];

    private static string Format(double value) => PrintedNumber.Round(value, 2).ToString("F2", CultureInfo.InvariantCulture);
}
