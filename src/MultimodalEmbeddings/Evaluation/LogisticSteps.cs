using MathNet.Numerics.LinearAlgebra;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>The last steps of a search, and the direction that their changes of the gradient suggest.</summary>
internal sealed class LogisticSteps
{
    private const int Longest = 20;

    private readonly List<Step> _steps = [];

    public void Add(LogisticPoint from, LogisticPoint to)
    {
        var step = new Step(to.Weights - from.Weights, to.Gradient - from.Gradient, to.Scaled - from.Scaled);
        if (step.Curvature <= 0)
        {
            return;   // rounding: the objective is strictly convex
        }

        _steps.Add(step);
        if (_steps.Count > Longest)
        {
            _steps.RemoveAt(0);
        }
    }

    /// <summary>Minus the gradient, times the guess of the inverse second derivative.</summary>
    public Vector<double> Direction(LogisticPoint point)
    {
        var (gradient, direction) = (-point.Gradient, -point.Scaled);
        var factors = new double[_steps.Count];
        for (var i = _steps.Count - 1; i >= 0; i--)
        {
            factors[i] = _steps[i].Weights.DotProduct(gradient) / _steps[i].Curvature;
            gradient -= factors[i] * _steps[i].Gradient;
            direction -= factors[i] * _steps[i].Scaled;   // curvature⁻¹ · gradient throughout: it is linear
        }

        direction *= _steps.LastOrDefault()?.Gamma ?? 1;
        for (var i = 0; i < _steps.Count; i++)
        {
            direction += (factors[i] - (_steps[i].Gradient.DotProduct(direction) / _steps[i].Curvature)) * _steps[i].Weights;
        }

        return direction;
    }

    private sealed record Step(Vector<double> Weights, Vector<double> Gradient, Vector<double> Scaled)
    {
        public double Curvature { get; } = Weights.DotProduct(Gradient);

        /// <summary>What the inverse of the curvature has to be multiplied by to fit the step.</summary>
        public double Gamma => Curvature / Gradient.DotProduct(Scaled);
    }
}
