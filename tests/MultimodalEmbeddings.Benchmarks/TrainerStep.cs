using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The trainer's own loop.</summary>
internal sealed class TrainerStep : ITrainingVariant
{
    private const int StepsOfRun = 1_000_000;

    private readonly TrainedModel _model;
    private readonly TrainingLoop _loop;
    private readonly IEnumerator<StepReport> _steps;
    private ContrastiveBatch? _batch;

    public TrainerStep(SentenceEncoder encoder, TrainingOptions options)
    {
        _model = new TrainedModel(encoder, options.Precision);
        _loop = new TrainingLoop(_model.Objective, options);
        Name = $"trainer, {options.Precision}";
        _steps = _loop.Run(Batches(), StepsOfRun).GetEnumerator();
    }

    public string Name { get; }

    public StepTimes? Times => null;

    public double? Loss(ContrastiveBatch batch) => _model.Evaluate(() => _model.Objective.Losses(batch).Text);

    public void Step(ContrastiveBatch batch)
    {
        _model.Encoder.train();
        _batch = batch;
        _steps.MoveNext();
    }

    public void Dispose()
    {
        _steps.Dispose();
        _loop.Dispose();
        _model.Dispose();
    }

    private IEnumerable<ContrastiveBatch> Batches()
    {
        while (true)
        {
            yield return _batch!;
        }
    }
}
