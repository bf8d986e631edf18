namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Logistic regressions of the same samples with one strength of regularization after another, each from the optimum before.
/// </summary>
/// <remarks>
/// A fit of a part of the samples starts from the optimum for all of them, whose curvature is nearly its own: it takes a handful
/// of steps. Every fit runs until its gradient is as good as zero, so where it starts plays no part in the result.
/// </remarks>
/// <param name="samples">The samples; every class occurs.</param>
internal sealed class LogisticPath(LogisticSamples samples)
{
    /// <summary>The largest entry of the gradient of the mean loss, in units of the largest feature, at which fits end.</summary>
    public const double Tolerance = 1e-10;

    private readonly double _scale = samples.LargestFeature();
    private double _c = 1;
    private LogisticModel _model = LogisticModel.Constant(samples);
    private LogisticCurvature _curvature = new(samples, LogisticModel.Constant(samples), c: 1);

    /// <summary>Fits all samples.</summary>
    /// <param name="c">The inverse of the strength: the penalty is |w|² / 2, the sum of the log losses counts C times.</param>
    /// <param name="token">Checked at each step.</param>
    public LogisticModel Fit(double c, CancellationToken token)
    {
        _c = c;
        _model = FitPart(samples, token);
        _curvature = new LogisticCurvature(samples, _model, c);
        return _model;
    }

    /// <summary>Fits some of the samples with the C of the last fit of all; from many threads at once, if need be.</summary>
    /// <param name="part">Samples of the path.</param>
    /// <param name="token">Checked at each step.</param>
    public LogisticModel FitPart(LogisticSamples part, CancellationToken token)
    {
        var solver = new LogisticSolver(_curvature, Tolerance * _c * part.Count * _scale);
        return solver.Minimize(new LogisticObjective(part, _c), _model.Weights, token);
    }
}
