namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// What logistic regression minimizes: |w|² / 2 + C · (sum of the log losses), the intercepts not penalized.
/// </summary>
/// <remarks>
/// Two classes have one row of weights (sigmoid), more have one each (softmax). Weights and gradients are [outputs, width], the
/// intercept of an output behind its features.
/// </remarks>
/// <param name="samples">What to learn from, at least one sample.</param>
/// <param name="c">The inverse of the strength of regularization, C.</param>
internal sealed class LogisticObjective(LogisticSamples samples, double c)
{
    private const int Group = LogisticKernels.Group;

    private readonly LogisticFeatures _features = samples.Features;
    private readonly double[] _group = new double[samples.Outputs * Group];   // scores, then residuals, [outputs, group]

    /// <summary>The number of weights with intercepts and padding.</summary>
    public int Length => samples.Outputs * _features.Width;

    /// <returns>The value; the gradient in <paramref name="gradient"/>.</returns>
    public double Evaluate(double[] weights, double[] gradient)
    {
        Array.Clear(gradient);
        var loss = 0.0;
        Span<int> rows = stackalloc int[Group];
        for (var first = 0; first < samples.Count; first += Group)
        {
            samples.FillGroup(first, rows);
            loss += Add(first, rows, weights, gradient);
        }

        return (c * loss) + Penalize(weights, gradient);
    }

    /// <returns>The loss of a group of samples; adds their part of the gradient, not yet times C.</returns>
    private double Add(int first, ReadOnlySpan<int> rows, double[] weights, double[] gradient)
    {
        var width = _features.Width;
        for (var output = 0; output < samples.Outputs; output++)
        {
            var scores = _group.AsSpan(output * Group, Group);
            LogisticKernels.Multiply(_features, rows, weights.AsSpan(output * width, width), scores);
        }

        var loss = 0.0;
        for (var i = 0; i < Group; i++)
        {
            loss += first + i < samples.Count ? TakeResidual(i, samples.Labels[first + i]) : Forget(i);
        }

        for (var output = 0; output < samples.Outputs; output++)
        {
            var residuals = _group.AsSpan(output * Group, Group);
            LogisticKernels.Accumulate(_features, rows, residuals, gradient.AsSpan(output * width, width));
        }

        return loss;
    }

    /// <summary>Replaces the scores of a sample by probability minus target.</summary>
    /// <returns>Its log loss.</returns>
    private double TakeResidual(int place, int label) => samples.Outputs == 1 ? Sigmoid(place, label) : Softmax(place, label);

    private double Sigmoid(int place, int label)
    {
        var margin = label == 1 ? _group[place] : -_group[place];
        var small = Math.Exp(-Math.Abs(margin));
        var wrong = (margin > 0 ? small : 1) / (1 + small);   // the probability of the other class
        _group[place] = label == 1 ? -wrong : wrong;
        return Math.Max(-margin, 0) + double.LogP1(small);
    }

    private double Softmax(int place, int label)
    {
        var largest = double.NegativeInfinity;
        for (var i = place; i < _group.Length; i += Group)
        {
            largest = Math.Max(largest, _group[i]);
        }

        var score = _group[place + (label * Group)];
        var sum = 0.0;
        for (var i = place; i < _group.Length; i += Group)
        {
            _group[i] = Math.Exp(_group[i] - largest);
            sum += _group[i];
        }

        for (var i = place; i < _group.Length; i += Group)
        {
            _group[i] /= sum;
        }

        _group[place + (label * Group)] -= 1;
        return Math.Log(sum) + largest - score;
    }

    /// <summary>The places behind the last sample add nothing.</summary>
    private double Forget(int place)
    {
        for (var i = place; i < _group.Length; i += Group)
        {
            _group[i] = 0;
        }

        return 0;
    }

    private double Penalize(double[] weights, double[] gradient)
    {
        var square = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = i % _features.Width == _features.Dimension ? 0 : weights[i];
            square += weight * weight;
            gradient[i] = (c * gradient[i]) + weight;
        }

        return square / 2;
    }
}
