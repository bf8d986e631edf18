using System.Globalization;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Training;

/// <summary>The rows of a card's tables of scores.</summary>
internal static class TrainingReportScores
{
    /// <summary>The scores on test sets.</summary>
    public static string Table(StsReport report) => TrainingReportTable.Print(
        ["task", "Spearman × 100", "alignment", "uniformity"],
        [
            .. report.Tasks.Select(task =>
                new[] { task.Name, Text(task.Score, 2), Text(task.Alignment.WholeSet, 3), Text(task.Uniformity.WholeSet, 3) }),
            .. report.Tasks.Count > 1 ? [["average", Text(report.Average, 2), "", ""]] : Array.Empty<string[]>(),
        ]);

    /// <summary>A row per validation; the losses are means over the steps since the one before.</summary>
    public static IEnumerable<string[]> Validations(TrainingResult result)
    {
        var since = new List<TrainingProgress>();
        foreach (var progress in result.History)
        {
            since.Add(progress);
            if (progress.Score is { } score)
            {
                var images = since.Average(step => step.ImageLoss);
                var text = Text(score, 2);
                yield return
                [
                    Text(progress.Step, 0),
                    Text(since.Average(step => step.TextLoss), 4),
                    images is null ? "" : Text(images.Value, 4),
                    progress.Step == result.BestStep ? $"**{text}**" : text,
                    progress.Alignment is { } alignment ? Text(alignment, 3) : "",
                    progress.Uniformity is { } uniformity ? Text(uniformity, 3) : "",
                ];
                since.Clear();
            }
        }
    }

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
