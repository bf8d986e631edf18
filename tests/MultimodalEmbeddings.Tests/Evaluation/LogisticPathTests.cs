using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class LogisticPathTests
{
    [Fact]
    public void Two_mirrored_samples_have_the_weight_at_which_penalty_and_loss_balance()
    {
        // w = 2 C / (1 + exp(w)) at the optimum, so C = (1 + e) / 2 gives w = 1; the intercept is 0 by symmetry.
        var samples = LogisticProblems.Samples([[1], [-1]], [1, 0], 2);

        var model = LogisticProblems.Fit(samples, (1 + Math.E) / 2);

        Assert.True(model.Converged);
        Near([1, 0], LogisticProblems.Weights(model, samples), 1e-9);
        Assert.Equal([1, 0], model.Predict(samples));
        Assert.Equal(1, model.Accuracy(samples));
    }

    [Fact]
    public void The_intercept_is_not_penalized()
    {
        var samples = LogisticProblems.Samples([[0], [0], [0], [0]], [1, 0, 1, 1], 2);

        Near([0, Math.Log(3)], LogisticProblems.Weights(LogisticProblems.Fit(samples, 0.01), samples), 1e-8);
    }

    [Fact]
    public void Intercepts_of_several_classes_are_log_frequencies_that_sum_to_zero()
    {
        var samples = LogisticProblems.Samples([[0], [0], [0], [0], [0], [0], [0]], [0, 1, 2, 1, 2, 2, 2], 3);   // 1, 2 and 4
        var model = LogisticProblems.Fit(samples, 1);

        Near([0, -Math.Log(2)], LogisticProblems.Weights(model, samples, 0), 1e-8);
        Near([0, 0], LogisticProblems.Weights(model, samples, 1), 1e-8);
        Near([0, Math.Log(2)], LogisticProblems.Weights(model, samples, 2), 1e-8);
    }

    [Fact]
    public void At_the_optimum_every_derivative_is_zero()
    {
        ForRandomProblems((samples, c) =>
        {
            var model = LogisticProblems.Fit(samples, c);
            var weights = LogisticProblems.AllWeights(model, samples);

            Assert.True(model.Converged);
            for (var i = 0; i < weights.Length; i++)
            {
                Assert.Equal(0, Derivative(samples, c, weights, i), 1e-5 * (1 + c));
            }
        });
    }

    [Fact]
    public void Every_sample_twice_is_twice_the_C()
    {
        ForRandomProblems((samples, c) =>
        {
            var twice = samples with
            {
                Rows = [.. samples.Rows, .. samples.Rows],
                Labels = [.. samples.Labels, .. samples.Labels],
            };

            NearFits(LogisticProblems.Fit(samples, 2 * c), LogisticProblems.Fit(twice, c), samples);
        });
    }

    [Fact]
    public void The_order_of_the_samples_plays_no_part()
    {
        var random = new Random(20);
        ForRandomProblems((samples, c) =>
        {
            int[] order = [.. Enumerable.Range(0, samples.Count)];
            random.Shuffle(order);
            var shuffled = samples with
            {
                Rows = [.. order.Select(i => samples.Rows[i])],
                Labels = [.. order.Select(i => samples.Labels[i])],
            };

            NearFits(LogisticProblems.Fit(samples, c), LogisticProblems.Fit(shuffled, c), samples);
        });
    }

    [Fact]
    public void Where_a_fit_starts_plays_no_part()
    {
        ForRandomProblems((samples, c) =>
        {
            var path = new LogisticPath(samples);
            path.Fit(c / 64, CancellationToken.None);

            NearFits(LogisticProblems.Fit(samples, c), path.Fit(c, CancellationToken.None), samples);
        });
    }

    [Fact]
    public void A_part_fitted_from_the_whole_is_the_part_fitted_alone()
    {
        ForRandomProblems((samples, c) =>
        {
            var part = samples.Where(i => i % 2 == 0 || i < samples.Classes);
            var path = new LogisticPath(samples);
            path.Fit(c, CancellationToken.None);
            var fit = path.FitPart(part, CancellationToken.None);

            Assert.True(fit.Converged);
            NearFits(LogisticProblems.Fit(part, c), fit, samples);
        });
    }

    [Fact]
    public void Exchanged_classes_turn_the_weights_around()
    {
        var random = new Random(21);
        var (rows, labels) = LogisticProblems.Clusters(random, 40, 5, classes: 2);
        var samples = LogisticProblems.Samples(rows, labels, 2);
        var exchanged = samples with { Labels = [.. labels.Select(label => 1 - label)] };

        Near(
            [.. LogisticProblems.Fit(samples, 2).Weights.Select(w => -w)],
            LogisticProblems.Fit(exchanged, 2).Weights,
            1e-8);
    }

    [Fact]
    public void The_weights_of_several_classes_sum_to_zero()
    {
        var (rows, labels) = LogisticProblems.Clusters(new Random(22), 60, 4, classes: 4);
        var samples = LogisticProblems.Samples(rows, labels, 4);
        var model = LogisticProblems.Fit(samples, 8);

        for (var i = 0; i <= 4; i++)
        {
            Assert.Equal(0, Enumerable.Range(0, 4).Sum(output => LogisticProblems.Weights(model, samples, output)[i]), 1e-9);
        }
    }

    [Theory]
    [InlineData(1e-6f)]
    [InlineData(1e2f)]
    public void Features_of_any_size_repeated_and_constant_converge(float scale)
    {
        var (rows, labels) = LogisticProblems.Clusters(new Random(23), 30, 3, classes: 3);
        float[][] scaled = [.. rows.Select(row => row.Concat(row).Append(1).Select(x => scale * x).ToArray())];

        var samples = LogisticProblems.Samples(scaled, labels, 3);

        Assert.All([0.25, 1, 32], c => Assert.True(LogisticProblems.Fit(samples, c).Converged));
    }

    [Fact]
    public void More_features_than_samples_converge_too()
    {
        var (rows, labels) = LogisticProblems.Clusters(new Random(24), 10, 100, classes: 2);
        var samples = LogisticProblems.Samples(rows, labels, 2);
        var model = LogisticProblems.Fit(samples, 32);

        Assert.True(model.Converged);
        Assert.Equal(1, model.Accuracy(samples));
    }

    [Fact]
    public void A_search_that_may_not_go_on_says_that_it_did_not_converge()
    {
        var (rows, labels) = LogisticProblems.Clusters(new Random(25), 40, 5, classes: 2);
        var samples = LogisticProblems.Samples(rows, labels, 2);
        var start = LogisticModel.Constant(samples);
        var solver = new LogisticSolver(new LogisticCurvature(samples, start, 1), tolerance: 1e-10) { MaximumSteps = 2 };

        Assert.False(solver.Minimize(new LogisticObjective(samples, 1), start.Weights, CancellationToken.None).Converged);
    }

    [Fact]
    public void A_cancelled_fit_says_so()
    {
        var samples = LogisticProblems.Samples([[1], [-1]], [1, 0], 2);

        Assert.Throws<OperationCanceledException>(() => new LogisticPath(samples).Fit(1, new CancellationToken(canceled: true)));
    }

    private static void ForRandomProblems(Action<LogisticSamples, double> law)
    {
        var random = new Random(26);
        for (var trial = 0; trial < 20; trial++)
        {
            var classes = 2 + (trial % 4);
            var (rows, labels) = LogisticProblems.Clusters(random, classes + random.Next(50), 1 + random.Next(20), classes);
            law(LogisticProblems.Samples(rows, labels, classes), Math.Pow(2, random.Next(-2, 6)));
        }
    }

    private static double Derivative(LogisticSamples samples, double c, double[] weights, int place)
    {
        const double Step = 1e-5;
        double[] above = [.. weights], below = [.. weights];
        above[place] += Step;
        below[place] -= Step;
        return (LogisticProblems.Value(samples, c, above) - LogisticProblems.Value(samples, c, below)) / (2 * Step);
    }

    private static void NearFits(LogisticModel expected, LogisticModel actual, LogisticSamples samples) =>
        Near(LogisticProblems.AllWeights(expected, samples), LogisticProblems.AllWeights(actual, samples), 1e-6);

    private static void Near(double[] expected, double[] actual, double tolerance) =>
        Assert.Equal(expected, actual, (x, y) => Math.Abs(x - y) <= tolerance);
}
