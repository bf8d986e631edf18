namespace MultimodalEmbeddings.Evaluation;

/// <summary>A fitted logistic regression.</summary>
/// <param name="Weights">
/// [outputs, width]: one output for two classes, else one a class; the intercept behind the features.
/// </param>
/// <param name="Converged">Whether the gradient is below the tolerance.</param>
internal sealed record LogisticModel(double[] Weights, bool Converged)
{
    /// <summary>The optimum without features: intercepts that give each class its frequency.</summary>
    /// <param name="samples">Samples of every class.</param>
    public static LogisticModel Constant(LogisticSamples samples)
    {
        var counts = Enumerable.Range(0, samples.Classes).Select(c => samples.Labels.Count(label => label == c));
        var logs = counts.Select(count => Math.Log(count)).ToArray();
        var weights = new double[samples.Outputs * samples.Features.Width];
        for (var output = 0; output < samples.Outputs; output++)
        {
            weights[(output * samples.Features.Width) + samples.Features.Dimension] =
                samples.Outputs == 1 ? logs[1] - logs[0] : logs[output] - logs.Average();
        }

        return new LogisticModel(weights, Converged: false);
    }

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

    /// <returns>The probability of each class, [samples, outputs]; of two classes that of class 1.</returns>
    public double[] Probabilities(LogisticSamples samples)
    {
        var values = Scores(samples);
        for (var sample = 0; sample < samples.Count; sample++)
        {
            Normalize(values.AsSpan(sample * samples.Outputs, samples.Outputs));
        }

        return values;
    }

    private static void Normalize(Span<double> scores)
    {
        var isSigmoid = scores.Length == 1;   // class 0 scores 0
        var largest = isSigmoid ? 0 : scores[0];
        foreach (var score in scores)
        {
            largest = Math.Max(largest, score);
        }

        var sum = isSigmoid ? Math.Exp(-largest) : 0;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = Math.Exp(scores[i] - largest);
            sum += scores[i];
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }
}
