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
    double? BestScore);
