using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Training;

/// <summary>Takes a run from where it is to its end: steps, validation, checkpoints, progress.</summary>
/// <param name="plan">The run.</param>
/// <param name="state">Where it is.</param>
/// <param name="validator">Tries the encoder when that is due.</param>
/// <param name="checkpoints">Keeps the state, or null.</param>
internal sealed class TrainingRun(
    TrainingPlan plan, TrainingState state, Validator validator, TrainingCheckpoints? checkpoints)
{
    /// <exception cref="OperationCanceledException">Cancelled, after a checkpoint was written if there are any.</exception>
    public void Finish(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        using var steps = state.Loop.Run(BatchesLeft(), plan.Steps, state.Step).GetEnumerator();
        while (!IsStopped && Move(steps, cancellationToken))
        {
            // A step that a checkpoint is to hold is validated to its end.
            var validation = validator.Try(
                state.Step + 1, plan.Steps, checkpoints is null ? cancellationToken : CancellationToken.None);
            state.Sentences += steps.Current.Sentences;
            state.History.Add(Progress(steps.Current, validation));
            progress?.Report(state.History[^1]);
            checkpoints?.SaveIfDue(state, IsStopped ? state.Step : plan.Steps);
        }

        // Where the process's generator stands afterwards does not depend on where the run was interrupted either.
        StepSeed.Set(plan.Options.Seed, state.Step);
    }

    private bool IsStopped => EarlyStopping.IsDue(state.History, plan.Options.Patience);

    private bool Move(IEnumerator<StepReport> steps, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            checkpoints?.Save(state);
            cancellationToken.ThrowIfCancellationRequested();
        }

        state.Model.Encoder.train();
        state.Clock.EnterStep();
        var moved = steps.MoveNext();
        state.Clock.LeaveStep();
        return moved;
    }

    /// <summary>The batches of all epochs that the run has not had yet.</summary>
    private IEnumerable<ContrastiveBatch> BatchesLeft()
    {
        var done = (long)state.Step * plan.Options.AccumulationSteps;
        var left = plan.Batches - done;
        return plan.Stream.Batches(done).TakeWhile(_ => left-- > 0);
    }

    private TrainingProgress Progress(StepReport report, StsValidation? validation)
    {
        var images = report.Batches.Select(losses => losses.Image).OfType<double>().ToArray();
        return new TrainingProgress(
            state.Step + 1,
            plan.Steps,
            report.Batches.Average(losses => losses.Text),
            images.Length == 0 ? null : images.Average(),
            report.LearningRate,
            report.GradientNorm,
            state.Sentences / state.Clock.InSteps.TotalSeconds,
            validation?.Score,
            validator.BestScore)
        {
            Alignment = validation?.Alignment,
            Uniformity = validation?.Uniformity,
        };
    }
}
