namespace MultimodalEmbeddings.Training;

/// <summary>Where a training run is after a step.</summary>
/// <param name="Step">Steps done, from 1.</param>
/// <param name="TotalSteps">Steps of the whole run.</param>
/// <param name="TextLoss">The text loss of the step, in nats.</param>
/// <param name="ImageLoss">The multimodal loss before its weight, in nats; null in a step without captions.</param>
/// <param name="LearningRate">The rate of the step.</param>
/// <param name="GradientNorm">Norm of the gradients of all parameters together, before clipping.</param>
/// <param name="SentencesPerSecond">Sentences trained on per second since the start, validation left out.</param>
/// <param name="Score">Spearman × 100 on the validation pairs, where this step was validated.</param>
/// <param name="BestScore">The best score until now, or null.</param>
public sealed record TrainingProgress(
    int Step,
    int TotalSteps,
    double TextLoss,
    double? ImageLoss,
    double LearningRate,
    double GradientNorm,
    double SentencesPerSecond,
    double? Score,
    double? BestScore)
{
    /// <summary>
    /// The mean squared distance of the validation's positive pairs (gold score of at least 4), lower is better; null where this
    /// step was not validated, NaN without a positive pair. Wang and Isola 2020, section 4, over all pairs at once.
    /// </summary>
    public double? Alignment { get; init; }

    /// <summary>
    /// The logarithm of the mean of exp(-2 d²) over the distances d of the validation's sentences, lower is better; null where
    /// this step was not validated. Of more than 2,500 pairs the first 2,500 are taken: its cost is quadratic.
    /// </summary>
    public double? Uniformity { get; init; }
}
