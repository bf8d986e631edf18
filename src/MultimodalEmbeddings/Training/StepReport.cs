namespace MultimodalEmbeddings.Training;

/// <summary>The losses of one batch, in nats.</summary>
internal readonly record struct BatchLosses(double Text, double? Image, double Total);

/// <summary>What one step of the loop did.</summary>
/// <param name="Batches">The losses of each of its batches.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="LearningRate">Of the update.</param>
/// <param name="Sentences">Trained on.</param>
internal sealed record StepReport(IReadOnlyList<BatchLosses> Batches, double GradientNorm, double LearningRate, int Sentences);
