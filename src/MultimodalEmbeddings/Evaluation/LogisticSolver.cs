using MathNet.Numerics.LinearAlgebra;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>Minimizes a <see cref="LogisticObjective"/> by L-BFGS, with a given curvature as its first guess.</summary>
/// <remarks>Nocedal and Wright 2006, algorithms 7.4 and 7.5, H⁰ = γ · curvature⁻¹. The same bits every time.</remarks>
/// <param name="curvature">About the second derivative, taken anywhere.</param>
/// <param name="tolerance">The largest entry of the gradient at which the search ends.</param>
internal sealed class LogisticSolver(LogisticCurvature curvature, double tolerance)
{
    private const double SufficientDecrease = 1e-4;   // Armijo
    private const double Rounding = 1e-13;            // of the value: close to the optimum steps are smaller than it can show
    private const int MostHalvings = 40;

    /// <summary>The steps after which the search gives up.</summary>
    public int MaximumSteps { get; init; } = 2000;

    /// <param name="objective">What to minimize.</param>
    /// <param name="start">Where to start, [outputs, width]; not changed.</param>
    /// <param name="token">Checked at each step.</param>
    public LogisticModel Minimize(LogisticObjective objective, double[] start, CancellationToken token)
    {
        var steps = new LogisticSteps();
        var point = At(objective, Vector<double>.Build.Dense(start));
        for (var step = 0; step < MaximumSteps && point.LargestGradient > tolerance; step++)
        {
            token.ThrowIfCancellationRequested();
            if (Descend(objective, point, steps.Direction(point)) is not { } next)
            {
                break;
            }

            steps.Add(point, next);
            point = next;
        }

        return new LogisticModel(point.Weights.AsArray(), point.LargestGradient <= tolerance);
    }

    /// <summary>The first of the full step, its half, its quarter and so on that lowers the value enough.</summary>
    private LogisticPoint? Descend(LogisticObjective objective, LogisticPoint point, Vector<double> direction)
    {
        var slope = point.Gradient.DotProduct(direction);
        var size = 1.0;
        for (var i = 0; i < MostHalvings; i++, size /= 2)
        {
            var next = At(objective, point.Weights + (size * direction));
            if (next.Value <= point.Value + (SufficientDecrease * size * slope) + (Rounding * Math.Abs(point.Value)))
            {
                return next;
            }
        }

        return null;
    }

    private LogisticPoint At(LogisticObjective objective, Vector<double> weights)
    {
        var gradient = new double[weights.Count];
        var value = objective.Evaluate(weights.AsArray(), gradient);
        var slopes = Vector<double>.Build.Dense(gradient);
        return new LogisticPoint(weights, value, slopes, curvature.Scale(slopes));
    }
}
