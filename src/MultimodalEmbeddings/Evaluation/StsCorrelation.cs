using MathNet.Numerics.Statistics;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Correlations of cosines and gold scores. NaN where there are fewer than two pairs, a constant side or a NaN.
/// </summary>
internal static class StsCorrelation
{
    public static double Pearson(double[] x, double[] y) => Correlation.Pearson(x, y);

    /// <summary>Pearson's correlation of the ranks, ties at their average rank.</summary>
    public static double Spearman(double[] x, double[] y) =>
        x.Any(double.IsNaN) || y.Any(double.IsNaN) ? double.NaN : Correlation.Spearman(x, y);   // a sort would give a NaN a rank
}
