namespace MultimodalEmbeddings.Evaluation;

/// <summary>A fitted logistic regression.</summary>
/// <param name="Weights">[outputs, width]: one output for two classes, else one a class; the intercept behind the features.</param>
/// <param name="Converged">Whether the gradient is below the tolerance.</param>
internal sealed record LogisticModel(double[] Weights, bool Converged)
{
    /// <summary>The predicted class of each sample; of equal scores the first class.</summary>
    public int[] Predict(LogisticSamples samples)
    {
        var scores = Scores(samples);
        return
        [
            .. Enumerable.Range(0, samples.Count).Select(sample => samples.Outputs == 1
                ? scores[sample] > 0 ? 1 : 0
                : Enumerable.Range(0, samples.Outputs).MaxBy(output => scores[(sample * samples.Outputs) + output])),
        ];
    }

    /// <summary>The share of samples whose class is predicted.</summary>
    public double Accuracy(LogisticSamples samples) =>
        Predict(samples).Zip(samples.Labels).Count(pair => pair.First == pair.Second) / (double)samples.Count;

    /// <returns>The products of samples and weights, [samples, outputs].</returns>
    public double[] Scores(LogisticSamples samples)
    {
        var scores = new double[samples.Count * samples.Outputs];
        var width = samples.Features.Width;
        Span<int> rows = stackalloc int[LogisticKernels.Group];
        Span<double> products = stackalloc double[LogisticKernels.Group];
        for (var first = 0; first < samples.Count; first += rows.Length)
        {
            samples.FillGroup(first, rows);
            for (var output = 0; output < samples.Outputs; output++)
            {
                LogisticKernels.Multiply(samples.Features, rows, Weights.AsSpan(output * width, width), products);
                for (var i = 0; i < rows.Length && first + i < samples.Count; i++)
                {
                    scores[((first + i) * samples.Outputs) + output] = products[i];
                }
            }
        }

        return scores;
    }
}
