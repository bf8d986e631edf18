using System.Xml.Linq;

namespace Quickstart.Charts;

/// <summary>Draws two courses as lines over the training steps.</summary>
internal sealed class ValidationChart
{
    private const int Width = 760, Height = 420, Left = 62, Right = 636, Top = 96, Bottom = 360;

    private readonly IReadOnlyList<Course> _courses;
    private readonly int _lastStep, _scoreSpacing;
    private readonly double _lowest, _highest;   // of the score axis, multiples of its spacing

    private ValidationChart(IReadOnlyList<Course> courses)
    {
        var points = courses.SelectMany(course => course.Points).ToArray();
        _courses = courses;
        _lastStep = points.Max(point => point.Step);
        var (least, most) = (points.Min(point => point.Score), points.Max(point => point.Score));
        _scoreSpacing = most - least > 40 ? 20 : 5;
        _lowest = _scoreSpacing * Math.Floor(least / _scoreSpacing);
        _highest = Math.Max(_lowest + _scoreSpacing, _scoreSpacing * Math.Ceiling(most / _scoreSpacing));
    }

    public static XElement Draw(string title, string subtitle, IReadOnlyList<Course> courses)
    {
        var chart = new ValidationChart(courses);
        var svg = Svg.Document(Width, Height, title);
        svg.Add(
            Svg.Text(24, 34, title, "title"),
            Svg.Text(24, 56, subtitle, "quiet"),
            chart.ScoreAxis(),
            chart.StepAxis(),
            courses.Select(chart.Draw));
        return svg;
    }

    private IEnumerable<XElement> ScoreAxis()
    {
        for (var score = _lowest; score <= _highest; score += _scoreSpacing)
        {
            yield return Svg.Line(Left, Y(score), Right, Y(score), "grid");
            yield return Svg.Text(Left - 10, Y(score) + 4, $"{score:0}", "quiet", "end");
        }

        yield return Svg.Text(Left - 10, Top - 14, "Spearman × 100", "quiet small");
    }

    private IEnumerable<XElement> StepAxis()
    {
        yield return Svg.Line(Left, Bottom, Right, Bottom, "axis");
        var spacing = Spacing(_lastStep);
        for (var step = 0; step <= _lastStep; step += spacing)
        {
            yield return Svg.Line(X(step), Bottom, X(step), Bottom + 5, "axis");
            yield return Svg.Text(X(step), Bottom + 21, $"{step}", "quiet", "middle");
        }

        yield return Svg.Text((Left + Right) / 2, Bottom + 44, "training steps", "quiet", "middle");
    }

    private IEnumerable<XElement> Draw(Course course, int index)
    {
        var colour = $"c{index}";
        var (step, score) = course.Points[^1];
        var legend = Right - (120 * (_courses.Count - index));
        return
        [
            Svg.Line(legend, Top - 18, legend + 22, Top - 18, $"course {colour}"),
            Svg.Text(legend + 30, Top - 14, course.Name),
            Svg.Polyline(course.Points.Select(point => (X(point.Step), Y(point.Score))), $"course {colour}"),
            .. course.Points.Select(point => Svg.Dot(X(point.Step), Y(point.Score), $"dot {colour}")),
            Svg.Text(X(step) + 12, Y(score) + 4, $"{course.Name} {score:0.0}", "strong"),
        ];
    }

    private double X(int step) => Left + ((Right - Left) * (double)step / Math.Max(1, _lastStep));

    private double Y(double score) => Bottom - ((Bottom - Top) * (score - _lowest) / (_highest - _lowest));

    // 1, 2 or 5 times a power of ten, at most eight of them.
    private static int Spacing(int last)
    {
        var power = (int)Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, last / 8.0))));
        return new[] { power, 2 * power, 5 * power, 10 * power }.First(spacing => last <= 8 * spacing);
    }
}
