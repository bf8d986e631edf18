using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>Fits logistic regressions with an L2 penalty of one strength, each to its optimum.</summary>
/// <param name="curvature">Of the samples that the fits take theirs from; shared by all strengths.</param>
/// <param name="c">The inverse of the strength: the penalty is |w|² / 2, the sum of the log losses counts C times.</param>
internal sealed class LogisticRegression(LogisticCurvature curvature, double c)
{
    /// <summary>The largest entry of the gradient of the mean loss, in units of the largest feature, at which a fit ends.</summary>
    public const double Tolerance = 1e-10;

    private readonly Cholesky<double> _bound = curvature.Bound(c);

    /// <summary>Fits samples. It may be called from many threads at once.</summary>
    /// <param name="samples">All samples of the curvature, or some.</param>
    /// <param name="start">The optimum for another C, close to this one; null starts at 0.</param>
    /// <param name="token">Checked at each step.</param>
    public LogisticModel Fit(LogisticSamples samples, LogisticModel? start, CancellationToken token)
    {
        var objective = new LogisticObjective(samples, c);
        var solver = new LogisticSolver(_bound, Tolerance * c * samples.Count * curvature.Scale);
        return solver.Minimize(objective, start?.Weights ?? new double[objective.Length], token);
    }
}
