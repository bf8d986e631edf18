using System.Text;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>A table with labels on the left and right-aligned columns; columns that a line cannot hold continue below.</summary>
internal static class ReportBlocks
{
    private const int LongestLine = 79;

    /// <param name="labels">One label a line; that of the headings is usually empty.</param>
    /// <param name="columns">The columns: a heading and its cells, as many as there are labels.</param>
    public static string Print(string[] labels, IEnumerable<string[]> columns)
    {
        var text = new StringBuilder();
        var labelWidth = labels.Max(label => label.Length);
        var left = new Queue<string[]>(columns);
        while (left.Count > 0)
        {
            text.Append(text.Length > 0 ? "\n" : "");
            AppendBlock(text, labels, labelWidth, TakeFitting(left, labelWidth));
        }

        return text.ToString();
    }

    private static List<string[]> TakeFitting(Queue<string[]> columns, int labelWidth)
    {
        var block = new List<string[]>();
        var width = labelWidth;
        while (columns.TryPeek(out var next) && (block.Count == 0 || width + Width(next) <= LongestLine))
        {
            block.Add(columns.Dequeue());
            width += Width(next);
        }

        return block;
    }

    private static int Width(string[] column) => column.Max(cell => cell.Length) + 1;

    private static void AppendBlock(StringBuilder text, string[] labels, int labelWidth, List<string[]> block)
    {
        for (var row = 0; row < labels.Length; row++)
        {
            text.Append(labels[row].PadRight(labelWidth));
            foreach (var column in block)
            {
                text.Append(column[row].PadLeft(Width(column)));
            }

            text.Append('\n');
        }
    }
}
