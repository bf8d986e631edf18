using System.Globalization;
using System.Text;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>The table of a report.</summary>
internal static class StsReportTable
{
    private const int LongestLine = 79;

    private static readonly string[] Labels = ["", "Spearman", "Alignment", "Uniformity"];

    private static readonly int LabelWidth = Labels.Max(label => label.Length);

    public static string Print(StsReport report)
    {
        var text = new StringBuilder();
        var columns = new Queue<string[]>(Columns(report));
        while (columns.Count > 0)
        {
            text.Append(text.Length > 0 ? "\n" : "");
            AppendBlock(text, TakeFitting(columns));
        }

        return text.ToString();
    }

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

    private static List<string[]> TakeFitting(Queue<string[]> columns)
    {
        var block = new List<string[]>();
        var width = LabelWidth;
        while (columns.TryPeek(out var next) && (block.Count == 0 || width + Width(next) <= LongestLine))
        {
            block.Add(columns.Dequeue());
            width += Width(next);
        }

        return block;
    }

    private static int Width(string[] column) => column.Max(cell => cell.Length) + 1;

    private static void AppendBlock(StringBuilder text, List<string[]> block)
    {
        for (var row = 0; row < Labels.Length; row++)
        {
            text.Append(Labels[row].PadRight(LabelWidth));
            foreach (var column in block)
            {
                text.Append(column[row].PadLeft(Width(column)));
            }

            text.Append('\n');
        }
    }
}
