namespace MultimodalEmbeddings.Vision;

/// <summary>Which samples of an axis make up each sample of the resized axis, and with what weights.</summary>
/// <remarks>
/// The filter is widened where an axis shrinks (antialias), and weights are rounded half away from zero to
/// <see cref="FractionalBits"/> bits: the arithmetic of Pillow's Resample.c (precompute_coeffs, normalize_coeffs_8bpc).
/// </remarks>
internal sealed class ResamplingAxis
{
    /// <summary>32 bits less 8 of a byte and 2 for weights beyond 1 and below 0.</summary>
    public const int FractionalBits = 22;

    /// <summary>The longest axis that is resized: it bounds the memory that the weights take.</summary>
    public const int LongestInput = 1 << 20;

    private readonly AxisWindow _window;
    private readonly double _stretch;
    private readonly Interpolation _interpolation;
    private readonly int[] _firsts;
    private readonly int[][] _weights;

    /// <param name="input">Samples of the axis, at most <see cref="LongestInput"/>.</param>
    /// <param name="window">What is wanted of the resized axis.</param>
    /// <param name="interpolation">The filter.</param>
    public ResamplingAxis(int input, AxisWindow window, Interpolation interpolation)
    {
        _window = window;
        Scale = (double)input / window.Resized;
        _stretch = Math.Max(Scale, 1);
        _interpolation = interpolation;
        _firsts = new int[window.Count];
        _weights = new int[window.Count][];
        for (var i = 0; i < window.Count; i++)
        {
            (_firsts[i], _weights[i]) = TapsOf(i, input);
        }
    }

    /// <summary>How many samples of the input go into one of the resized axis: above 1 where it shrinks.</summary>
    public double Scale { get; }

    /// <summary>How many samples are made.</summary>
    public int Count => _window.Count;

    /// <summary>The first sample of the input that goes into sample <paramref name="index"/>; never falls as it rises.</summary>
    public int First(int index) => _firsts[index];

    /// <summary>The sample of the input after the last one that goes into sample <paramref name="index"/>.</summary>
    public int End(int index) => _firsts[index] + _weights[index].Length;

    /// <summary>The weights of the samples from <see cref="First"/> on, in units of 2^-<see cref="FractionalBits"/>.</summary>
    public ReadOnlySpan<int> Weights(int index) => _weights[index];

    private (int First, int[] Weights) TapsOf(int index, int input)
    {
        var radius = _interpolation.Radius() * _stretch;
        var centre = (_window.Offset + index + 0.5) * Scale;
        var first = Math.Max(0, (int)(centre - radius + 0.5));
        var end = Math.Min(input, (int)(centre + radius + 0.5));

        var weights = new double[end - first];
        for (var tap = 0; tap < weights.Length; tap++)
        {
            weights[tap] = _interpolation.Weight((tap + first - centre + 0.5) * (1 / _stretch));
        }

        return (first, FixedPoint(weights));
    }

    private static int[] FixedPoint(double[] weights)
    {
        var (sum, rounded) = (0.0, new int[weights.Length]);
        foreach (var weight in weights)
        {
            sum += weight;   // one after another, as Pillow does: the order counts in the last bit
        }

        for (var i = 0; i < weights.Length; i++)
        {
            var weight = weights[i] / sum;
            rounded[i] = (int)((weight * (1 << FractionalBits)) + (weight < 0 ? -0.5 : 0.5));
        }

        return rounded;
    }
}
