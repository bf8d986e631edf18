using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// Steps through batches: losses, gradients, clipping, update. One loop for text alone, captions alone, and both.
/// </summary>
internal sealed class TrainingLoop(ContrastiveModel model, TrainingOptions options) : IDisposable
{
    private readonly BatchGradients _gradients = new(model, options.ChunkSize);

    public AdamW Optimizer { get; } = new(model.Parameters, options.WeightDecay, options.SkipUntouchedParameters);

    /// <param name="batches">The batches of the steps that are left.</param>
    /// <param name="steps">The number of steps of the whole run.</param>
    /// <param name="done">How many of them were done before.</param>
    public IEnumerable<StepReport> Run(IEnumerable<ContrastiveBatch> batches, int steps, int done = 0) =>
        batches.Chunk(options.AccumulationSteps).Take(steps - done).Select((part, index) => Step(part, done + index, steps));

    public void Dispose() => Optimizer.Dispose();

    private StepReport Step(ContrastiveBatch[] batches, int step, int steps)
    {
        StepSeed.Set(options.Seed, step);
        var rate = options.LearningRate * LinearSchedule.Factor(step, steps, options.WarmupSteps);
        var losses = batches.Select(batch => _gradients.Add(batch, batches.Length)).ToArray();
        var norm = Gradients.Clip(model.Parameters, options.GradientClipping);
        if (!double.IsFinite(norm) || losses.Any(loss => !double.IsFinite(loss.Total)))
        {
            throw new TrainingDivergedException(step + 1, losses.Average(loss => loss.Total), norm);
        }

        Optimizer.Step(rate);
        Gradients.Clear(model.Parameters);
        return new StepReport(losses, norm, rate, batches.Sum(batch => batch.TokenIds.Count));
    }
}
