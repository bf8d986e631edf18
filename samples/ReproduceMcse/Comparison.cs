namespace ReproduceMcse;

/// <summary>A quantity as this library reaches it and as the original does.</summary>
internal sealed record Comparison(Quantity Quantity, Sample Ours, Sample Original)
{
    public double Difference => Ours.Mean - Original.Mean;

    /// <summary>Two standard errors of the difference; NaN where one side has fewer than two runs.</summary>
    public double Allowed =>
        2 * Math.Sqrt((Ours.StandardError * Ours.StandardError) + (Original.StandardError * Original.StandardError));

    /// <summary>Whether the difference is within two standard errors; null where they are not known.</summary>
    public bool? IsWithin => double.IsNaN(Allowed) || double.IsNaN(Difference) ? null : Math.Abs(Difference) <= Allowed;
}
