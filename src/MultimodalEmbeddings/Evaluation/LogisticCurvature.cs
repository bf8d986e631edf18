using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>An upper bound of the second derivative of <see cref="LogisticObjective"/>, the same for all weights.</summary>
/// <remarks>
/// Per output I + share · C · X'X, where the share is 1/4 for the sigmoid and 1/2 for the softmax (Böhning and Lindsay 1988,
/// Böhning 1992). In the coordinates in which it is the identity a fit takes a tenth of the steps. It is only the solver's
/// yardstick: the optimum does not depend on it.
/// </remarks>
internal sealed class LogisticCurvature
{
    // Keeps the bound positive definite where features are so large that rounding swallows the 1.
    private const double SmallestShare = 1e-12;

    private readonly LogisticSamples _samples;
    private readonly double[] _gram;   // the lower triangle of X'X, [width, width]

    public LogisticCurvature(LogisticSamples samples)
    {
        _samples = samples;
        _gram = Multiply(samples);
    }

    private int Width => _samples.Features.Width;

    private double Largest => Enumerable.Range(0, Width).Max(i => _gram[(i * Width) + i]);

    /// <summary>The root of the mean square of the largest feature, the constant 1 among them: what a gradient is measured in.</summary>
    public double Scale => Math.Sqrt(Largest / _samples.Count);

    /// <summary>The bound for one C, factorized.</summary>
    public Cholesky<double> Bound(double c)
    {
        var factor = c * (_samples.Outputs == 1 ? 0.25 : 0.5);
        var floor = factor * Largest * SmallestShare;
        var bound = Matrix<double>.Build.Dense(Width, Width, (i, j) => factor * _gram[(Math.Max(i, j) * Width) + Math.Min(i, j)]);
        for (var i = 0; i < Width; i++)
        {
            bound[i, i] += i == _samples.Features.Dimension ? floor : 1 + floor;   // intercepts are not penalized
        }

        return bound.Cholesky();
    }

    private static double[] Multiply(LogisticSamples samples)
    {
        var features = samples.Features;
        var width = features.Width;
        var gram = new double[checked(width * width)];
        Span<int> rows = stackalloc int[LogisticKernels.Group];
        Span<double> column = stackalloc double[LogisticKernels.Group];
        for (var first = 0; first < samples.Count; first += rows.Length)
        {
            samples.FillGroup(first, rows);
            for (var i = 0; i <= features.Dimension; i++)
            {
                features.CopyColumn(i, rows, column);
                column[Math.Min(samples.Count - first, column.Length)..].Clear();
                LogisticKernels.Accumulate(features, rows, column, gram.AsSpan(i * width, LogisticFeatures.PaddedLength(i + 1)));
            }
        }

        return gram;
    }
}
