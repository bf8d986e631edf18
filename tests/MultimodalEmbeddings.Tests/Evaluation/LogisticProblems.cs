using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>Samples for logistic regressions, and the objective written down once more, in the plainest way.</summary>
internal static class LogisticProblems
{
    public static LogisticSamples Samples(float[][] rows, int[] labels, int classes)
    {
        var features = new LogisticFeatures(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row].CopyTo(features.Features(row));
        }

        return new LogisticSamples(features, [.. Enumerable.Range(0, rows.Length)], labels, classes);
    }

    /// <summary>Overlapping clusters; every class occurs.</summary>
    public static (float[][] Rows, int[] Labels) Clusters(Random random, int rows, int dimension, int classes)
    {
        var centres = Enumerable.Range(0, classes).Select(_ => Vector(random, dimension)).ToArray();
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row < classes ? row : random.Next(classes))];
        return ([.. labels.Select(label => Vector(random, dimension).Zip(centres[label], (x, y) => x + y).ToArray())], labels);
    }

    public static LogisticModel Fit(LogisticSamples samples, double c) =>
        new LogisticPath(samples).Fit(c, CancellationToken.None);

    /// <summary>Weights of one output, the intercept last.</summary>
    public static double[] Weights(LogisticModel model, LogisticSamples samples, int output = 0) =>
        model.Weights.AsSpan(output * samples.Features.Width, samples.Features.Dimension + 1).ToArray();

    /// <summary>The weights of all outputs, without padding.</summary>
    public static double[] AllWeights(LogisticModel model, LogisticSamples samples) =>
        [.. Enumerable.Range(0, samples.Outputs).SelectMany(output => Weights(model, samples, output))];

    /// <summary>|w|² / 2 + C · (sum of the log losses) at weights without padding.</summary>
    public static double Value(LogisticSamples samples, double c, double[] weights)
    {
        var length = samples.Features.Dimension + 1;
        var penalty = weights.Where((_, i) => i % length < length - 1).Sum(w => w * w) / 2;
        return penalty + (c * Enumerable.Range(0, samples.Count).Sum(sample => Loss(samples, sample, weights)));
    }

    private static double Loss(LogisticSamples samples, int sample, double[] weights)
    {
        double[] row = [.. samples.Features.Features(samples.Rows[sample]).ToArray().Select(x => (double)x), 1];
        double[] scores = [.. weights.Chunk(row.Length).Select(w => w.Zip(row, (x, y) => x * y).Sum())];
        double[] exponentials = samples.Outputs == 1 ? [1, Math.Exp(scores[0])] : [.. scores.Select(Math.Exp)];
        return Math.Log(exponentials.Sum() / exponentials[samples.Labels[sample]]);
    }

    private static float[] Vector(Random random, int dimension) =>
        [.. Enumerable.Range(0, dimension).Select(_ => (float)((4 * random.NextDouble()) - 2))];
}
