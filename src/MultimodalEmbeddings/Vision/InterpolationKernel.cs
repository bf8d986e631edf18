namespace MultimodalEmbeddings.Vision;

/// <summary>The curves by which neighbouring samples are weighted.</summary>
/// <remarks>In the order of operations of Pillow's Resample.c, on which the last bit of a weight depends.</remarks>
internal static class InterpolationKernel
{
    // Keys 1981, equation 4: the value at which the curve agrees with the Taylor series to the third order.
    private const double A = -0.5;

    /// <summary>Where the curve ends, in samples.</summary>
    public static int Radius(this Interpolation interpolation) => interpolation == Interpolation.Bicubic ? 2 : 1;

    /// <summary>The weight of a sample, before the weights are divided by their sum.</summary>
    /// <param name="interpolation">Which curve.</param>
    /// <param name="distance">From the centre, in samples.</param>
    public static double Weight(this Interpolation interpolation, double distance)
    {
        var x = Math.Abs(distance);
        return interpolation == Interpolation.Bicubic ? Cubic(x) : Math.Max(0, 1 - x);
    }

    private static double Cubic(double x) => x switch
    {
        < 1 => ((((A + 2) * x) - (A + 3)) * x * x) + 1,
        < 2 => ((((x - 5) * x) + 8) * x - 4) * A,
        _ => 0,
    };
}
