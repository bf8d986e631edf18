using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class LogisticObjectiveTests
{
    [Fact]
    public void Value_and_gradient_are_those_of_the_definition()
    {
        var random = new Random(30);
        for (var trial = 0; trial < 40; trial++)
        {
            var classes = 2 + (trial % 4);
            var (rows, labels) = LogisticProblems.Clusters(random, classes + random.Next(12), 1 + random.Next(20), classes);
            Compare(LogisticProblems.Samples(rows, labels, classes), 0.1 + random.NextDouble(), random);
        }
    }

    [Fact]
    public void Scores_far_from_zero_neither_overflow_nor_vanish()
    {
        // Scores ±2000: the losses of the two samples that are on the wrong side are 2000 each.
        var samples = LogisticProblems.Samples([[1], [1], [-1]], [1, 0, 1], 2);
        var gradient = new double[samples.Features.Width];
        var weights = new double[samples.Features.Width];
        weights[0] = 2000;

        Assert.Equal((3 * 4000) + 2e6, new LogisticObjective(samples, 3).Evaluate(weights, gradient), 1e-6);
        Assert.Equal(2000 + (3 * 2), gradient[0], 1e-9);
        Assert.Equal(0, gradient[1], 1e-9);
    }

    private static void Compare(LogisticSamples samples, double c, Random random)
    {
        var objective = new LogisticObjective(samples, c);
        var (width, length) = (samples.Features.Width, samples.Features.Dimension + 1);
        double[] weights = [.. Enumerable.Range(0, samples.Outputs * length).Select(_ => random.NextDouble() - 0.5)];
        double[] padded = [.. weights.Chunk(length).SelectMany(w => w.Concat(new double[width - length]))];
        var gradient = new double[padded.Length];

        Assert.Equal(LogisticProblems.Value(samples, c, weights), objective.Evaluate(padded, gradient), 1e-10);
        for (var i = 0; i < weights.Length; i++)
        {
            const double Step = 1e-5;
            double[] above = [.. weights], below = [.. weights];
            above[i] += Step;
            below[i] -= Step;
            var slope = (LogisticProblems.Value(samples, c, above) - LogisticProblems.Value(samples, c, below)) / (2 * Step);
            Assert.Equal(slope, gradient[(i / length * width) + (i % length)], 1e-7);
        }
    }
}
