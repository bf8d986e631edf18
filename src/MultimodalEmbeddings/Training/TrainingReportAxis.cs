using System.Globalization;

namespace MultimodalEmbeddings.Training;

/// <summary>An axis of a chart, between two multiples of a round number.</summary>
internal sealed class TrainingReportAxis
{
    private readonly double _spacing;   // 1, 2 or 5 times a power of ten
    private readonly long _first, _last;   // the ends, in multiples of it

    /// <param name="low">The least value that must be on the axis.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="intervals">At most so many between ticks; at least 2.</param>
    public TrainingReportAxis(double low, double high, int intervals)
    {
        var range = high > low ? high - low : Math.Max(Math.Abs(low), 1) / 10;
        _spacing = RoundUp(range / (intervals - 1));   // rounding the ends outwards may take one more
        _first = (long)Math.Floor(low / _spacing);
        _last = Math.Max(_first + 1, (long)Math.Ceiling(high / _spacing));
    }

    /// <summary>Decimals of the ticks.</summary>
    public int Decimals => Math.Max(0, -(int)Math.Floor(Math.Log10(_spacing) + 1e-9));

    public IEnumerable<double> Ticks
    {
        get
        {
            for (var multiple = _first; multiple <= _last; multiple++)
            {
                yield return multiple * _spacing;
            }
        }
    }

    /// <summary>Where a value lies, 0 at the axis' low end and 1 at its high end.</summary>
    public double Place(double value) => ((value / _spacing) - _first) / (_last - _first);

    /// <summary>A tick's number.</summary>
    public string Label(double tick) => tick.ToString($"N{Decimals}", CultureInfo.InvariantCulture);

    private static double RoundUp(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new[] { power, 2 * power, 5 * power, 10 * power }.First(round => round >= value * (1 - 1e-9));
    }
}
