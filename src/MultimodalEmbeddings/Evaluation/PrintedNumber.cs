namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Numbers rounded as the reference's <c>"%.2f"</c> rounds them: the exact binary value, a true tie to the even digit.
/// </summary>
internal static class PrintedNumber
{
    public static double Round(double value, int decimals)
    {
        var scale = Math.Pow(10, decimals);
        var scaled = value * scale;
        var error = Math.FusedMultiplyAdd(value, scale, -scaled);

        // A product that looks like a tie need not be one: what the multiplication rounded off says on which side it lies.
        var looksLikeTie = Math.Abs(scaled - Math.Truncate(scaled)) == 0.5;
        return looksLikeTie && error != 0
            ? (error > 0 ? Math.Ceiling(scaled) : Math.Floor(scaled)) / scale
            : Math.Round(scaled, MidpointRounding.ToEven) / scale;
    }

    /// <summary>The mean of rounded values, rounded.</summary>
    public static double Average(IEnumerable<double> values, int decimals) =>
        Round(values.Select(value => Round(value, decimals)).DefaultIfEmpty(double.NaN).Average(), decimals);
}
