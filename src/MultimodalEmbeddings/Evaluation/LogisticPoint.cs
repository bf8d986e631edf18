using MathNet.Numerics.LinearAlgebra;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>Where a search is. All vectors are [outputs · width].</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Value">The objective.</param>
/// <param name="Gradient">Its gradient.</param>
/// <param name="Scaled">The gradient divided by the curvature.</param>
internal sealed record LogisticPoint(Vector<double> Weights, double Value, Vector<double> Gradient, Vector<double> Scaled)
{
    public double LargestGradient { get; } = Gradient.AbsoluteMaximum();
}
