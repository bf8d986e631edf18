using System.Xml.Linq;
using Panel = MultimodalEmbeddings.Training.TrainingReportPanel;
using Svg = MultimodalEmbeddings.Training.TrainingReportSvg;

namespace MultimodalEmbeddings.Training;

/// <summary>Draws the losses and the validation score over the steps, each with an axis of its own, for light and dark.</summary>
internal static class TrainingReportChart
{
    private const int Width = 760, Top = 110, Distance = Panel.Height + 54;

    /// <returns>An SVG document.</returns>
    public static string Draw(TrainingResult result)
    {
        TrainingReportCourse[] courses = [.. TrainingReportCourse.Of(result)];
        var steps = new TrainingReportAxis(0, Math.Max(2, result.Steps), 8);
        var bottom = Top + (Math.Max(0, courses.Length - 1) * Distance) + Panel.Height;
        var svg = Svg.Document(Width, bottom + 58, "Losses and validation score by step");
        svg.Add(
            Svg.Text(24, 34, "Losses and validation score by step", "title"),
            Legend(courses, result.BestStep),
            courses.Select((course, i) => new Panel(course, steps, Top + (i * Distance)).Draw(result.BestStep)),
            StepAxis(steps, bottom));
        return svg + "\n";
    }

    private static IEnumerable<XElement> Legend(TrainingReportCourse[] courses, int? bestStep)
    {
        const int Y = 58;
        List<(XElement Mark, string Text)> entries =
        [
            (Mark("course each plain"), "each step"),
            (Mark("course plain"), "running mean"),
        ];
        if (courses.Any(course => course.IsSparse))
        {
            entries.Add((Svg.Dot((11, 0), "dot plain"), "validation"));
        }

        if (bestStep is { } step)
        {
            entries.Add((Mark("kept"), $"weights kept: step {step}"));
        }

        return entries.SelectMany((entry, i) => Entry(entry, 24 + (i * 165)));

        static XElement Mark(string look) => Svg.Line((0, 0), (22, 0), look);

        static IEnumerable<XElement> Entry((XElement Mark, string Text) entry, double x)
        {
            entry.Mark.SetAttributeValue("transform", $"translate({x} {Y - 4})");
            return [entry.Mark, Svg.Text(x + 30, Y, entry.Text, "quiet")];
        }
    }

    private static IEnumerable<XElement> StepAxis(TrainingReportAxis steps, int bottom)
    {
        yield return Svg.Line((Panel.Left, bottom), (Panel.Right, bottom), "axis");
        foreach (var step in steps.Ticks)
        {
            var x = Panel.Left + ((Panel.Right - Panel.Left) * steps.Place(step));
            yield return Svg.Line((x, bottom), (x, bottom + 5), "axis");
            yield return Svg.Text(x, bottom + 21, steps.Label(step), "quiet", "middle");
        }

        yield return Svg.Text((Panel.Left + Panel.Right) / 2, bottom + 42, "step", "quiet", "middle");
    }
}
