namespace ReproduceMcse;

/// <summary>Values of one quantity over several seeds.</summary>
internal sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] _values = [.. values];

    public int Count => _values.Length;

    /// <summary>NaN without values.</summary>
    public double Mean => _values.DefaultIfEmpty(double.NaN).Average();

    /// <summary>The standard deviation (n - 1) over √n; NaN for fewer than two values.</summary>
    public double StandardError => Count < 2
        ? double.NaN
        : Math.Sqrt(_values.Sum(value => (value - Mean) * (value - Mean)) / (Count - 1) / Count);

    /// <summary>The differences of two arms, seed by seed: what the seeds have in common goes out of them.</summary>
    /// <param name="first">Values by seed.</param>
    /// <param name="second">Values by seed; seeds that only one side has are left out.</param>
    public static Sample Differences(IReadOnlyDictionary<int, double> first, IReadOnlyDictionary<int, double> second) =>
        new(first.Where(pair => second.ContainsKey(pair.Key)).Select(pair => pair.Value - second[pair.Key]));
}
