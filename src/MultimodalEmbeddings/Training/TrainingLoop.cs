using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// Steps through batches: losses, gradients, clipping, update. One loop for text alone, captions alone, and both.
/// </summary>
internal sealed class TrainingLoop(ContrastiveModel model, TrainingOptions options) : IDisposable
{
    private readonly AdamW _optimizer = new(model.Parameters, options.WeightDecay, options.SkipUntouchedParameters);
    private readonly BatchGradients _gradients = new(model, options.ChunkSize);

    /// <param name="batches">The batches of the whole run.</param>
    /// <param name="steps">The number of steps they make.</param>
    public IEnumerable<StepReport> Run(IEnumerable<ContrastiveBatch> batches, int steps) =>
        batches.Chunk(options.AccumulationSteps).Take(steps).Select((part, step) => Step(part, step, steps));

    public void Dispose() => _optimizer.Dispose();

    private StepReport Step(ContrastiveBatch[] batches, int step, int steps)
    {
        var rate = options.LearningRate * LinearSchedule.Factor(step, steps, options.WarmupSteps);
        var losses = batches.Select(batch => _gradients.Add(batch, batches.Length)).ToArray();
        var norm = Gradients.Clip(model.Parameters, options.GradientClipping);
        if (!double.IsFinite(norm) || losses.Any(loss => !double.IsFinite(loss.Total)))
        {
            throw new TrainingDivergedException(step + 1, losses.Average(loss => loss.Total), norm);
        }

        _optimizer.Step(rate);
        Gradients.Clear(model.Parameters);
        return new StepReport(losses, norm, rate, batches.Sum(batch => batch.TokenIds.Count));
    }
}
