using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// The second derivative of <see cref="LogisticObjective"/> at a model, but for what links two outputs: I + C · X'SX for each,
/// with p (1 - p) of the samples in S. In the coordinates in which it is the identity a search takes a tenth of the steps.
/// </summary>
/// <remarks>It is only the solver's yardstick: the optimum does not depend on it.</remarks>
internal sealed class LogisticCurvature
{
    // Keep a block positive definite where rounding swallows the 1, and where no sample is in doubt about the intercept.
    private const double SmallestShare = 1e-12;
    private const double SmallestDiagonal = 1e-6;

    private const int TileRows = 48;   // of a block, so that a tile stays in the cache

    private readonly Cholesky<double>[] _blocks;

    public LogisticCurvature(LogisticSamples samples, LogisticModel model, double c)
    {
        var probabilities = model.Probabilities(samples);
        _blocks = [.. Enumerable.Range(0, samples.Outputs).Select(output => Block(samples, probabilities, output, c))];
    }

    /// <summary>The gradient divided by the curvature, [outputs · width].</summary>
    public Vector<double> Scale(Vector<double> gradient)
    {
        var width = gradient.Count / _blocks.Length;
        var scaled = _blocks.Select((block, output) => block.Solve(gradient.SubVector(output * width, width))).ToArray();
        if (scaled.Length > 1)
        {
            // The weights of all classes sum to zero at the optimum; a step keeps it so.
            var mean = scaled.Aggregate((sum, part) => sum + part) / scaled.Length;
            scaled = [.. scaled.Select(part => part - mean)];
        }

        return Vector<double>.Build.DenseOfEnumerable(scaled.SelectMany(part => part));
    }

    private static Cholesky<double> Block(LogisticSamples samples, double[] probabilities, int output, double c)
    {
        var spreads = new double[samples.Count];
        for (var sample = 0; sample < spreads.Length; sample++)
        {
            var p = probabilities[(sample * samples.Outputs) + output];
            spreads[sample] = p * (1 - p);
        }

        var width = samples.Features.Width;
        var product = Multiply(samples, spreads);
        var floor = SmallestDiagonal + (SmallestShare * c * Enumerable.Range(0, width).Max(i => product[(i * width) + i]));
        var block = Matrix<double>.Build.Dense(width, width, (i, j) => c * product[(Math.Max(i, j) * width) + Math.Min(i, j)]);
        for (var i = 0; i < width; i++)
        {
            block[i, i] += i == samples.Features.Dimension ? floor : 1 + floor;   // intercepts are not penalized
        }

        return block.Cholesky();
    }

    /// <summary>The lower triangle of X'SX, [width, width].</summary>
    private static double[] Multiply(LogisticSamples samples, double[] spreads)
    {
        var width = samples.Features.Width;
        var product = new double[checked(width * width)];
        Parallel.For(0, (width + TileRows - 1) / TileRows, tile =>
        {
            Span<int> rows = stackalloc int[LogisticKernels.Group];
            for (var first = 0; first < samples.Count; first += rows.Length)
            {
                samples.FillGroup(first, rows);
                var ofGroup = spreads.AsSpan(first..Math.Min(first + rows.Length, samples.Count));
                AddToTile(samples.Features, rows, ofGroup, tile, product);
            }
        });
        return product;
    }

    private static void AddToTile(
        LogisticFeatures features, ReadOnlySpan<int> rows, ReadOnlySpan<double> spreads, int tile, double[] product)
    {
        var width = features.Width;
        Span<double> column = stackalloc double[LogisticKernels.Group];
        for (var i = tile * TileRows; i < Math.Min((tile + 1) * TileRows, width); i++)
        {
            features.CopyColumn(i, rows, column);
            for (var k = 0; k < column.Length; k++)
            {
                column[k] = k < spreads.Length ? spreads[k] * column[k] : 0;
            }

            LogisticKernels.Accumulate(features, rows, column, product.AsSpan(i * width, LogisticFeatures.PaddedLength(i + 1)));
        }
    }
}
