using System.Globalization;
using System.Xml.Linq;
using Svg = MultimodalEmbeddings.Training.TrainingReportSvg;

namespace MultimodalEmbeddings.Training;

/// <summary>One quantity of a chart: its axis, its course, its last value.</summary>
internal sealed class TrainingReportPanel
{
    public const int Left = 70, Right = 660, Height = 130;

    private readonly TrainingReportCourse _course;
    private readonly TrainingReportAxis _steps, _values;
    private readonly double _top;

    /// <param name="course">What is drawn.</param>
    /// <param name="steps">The axis that all panels share.</param>
    /// <param name="top">The y of the plot's upper edge.</param>
    public TrainingReportPanel(TrainingReportCourse course, TrainingReportAxis steps, double top)
    {
        (_course, _steps, _top) = (course, steps, top);
        double[] values = [.. course.Thinned().Points.Concat(course.Smoothed().Thinned().Points).Select(point => point.Value)];
        _values = new TrainingReportAxis(course.IsSparse ? values.Min() : Math.Min(0, values.Min()), values.Max(), 4);
    }

    /// <param name="keptStep">The step whose weights were kept, or null.</param>
    public IEnumerable<XElement> Draw(int? keptStep) =>
    [
        Svg.Text(Left, _top - 12, _course.Title, "strong"),
        .. _values.Ticks.SelectMany(Tick),
        .. keptStep is { } step ? Kept(step) : [],
        .. _course.IsSparse ? Sparse() : Dense(),
    ];

    private IEnumerable<XElement> Tick(double value)
    {
        var y = Y(value);
        yield return Svg.Line((Left, y), (Right, y), "grid");
        yield return Svg.Text(Left - 10, y + 4, _values.Label(value), "quiet", "end");
    }

    private IEnumerable<XElement> Kept(int step) => [Svg.Line((X(step), _top), (X(step), _top + Height), "kept")];

    private IEnumerable<XElement> Sparse() =>
    [
        Svg.Polyline(_course.Thinned().Points.Select(Place), $"course {_course.Look}"),
        .. _course.Thinned().Points.Select(point => Svg.Dot(Place(point), $"dot {_course.Look}")),
        Last(_course),
    ];

    private IEnumerable<XElement> Dense() =>
    [
        Svg.Polyline(_course.Thinned().Points.Select(Place), $"course each {_course.Look}"),
        Svg.Polyline(_course.Smoothed().Thinned().Points.Select(Place), $"course {_course.Look}"),
        Last(_course.Smoothed()),
    ];

    // The last value, beside the plot.
    private XElement Last(TrainingReportCourse course)
    {
        var value = course.Points[^1].Value;
        var text = value.ToString($"F{_values.Decimals + 2}", CultureInfo.InvariantCulture);
        return Svg.Text(Right + 10, Y(value) + 4, text, "strong");
    }

    private (double X, double Y) Place((double Step, double Value) point) => (X(point.Step), Y(point.Value));

    private double X(double step) => Left + ((Right - Left) * _steps.Place(step));

    private double Y(double value) => _top + (Height * (1 - _values.Place(value)));
}
