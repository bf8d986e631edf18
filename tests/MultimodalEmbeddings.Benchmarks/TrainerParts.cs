using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The parts of the trainer's step one by one, with a clock between them.</summary>
internal sealed class TrainerParts : ITrainingVariant
{
    private readonly TrainingOptions _options = new();
    private readonly TrainedModel _model;
    private readonly AdamW _optimizer;

    public TrainerParts(SentenceEncoder encoder, TrainingPrecision precision)
    {
        _model = new TrainedModel(encoder, precision);
        Name = $"parts, {precision}";
        _optimizer = new AdamW(_model.Objective.Parameters, _options.WeightDecay);
    }

    public string Name { get; }

    public StepTimes Times { get; } = new();

    public double? Loss(ContrastiveBatch batch) => _model.Evaluate(() => _model.Objective.Losses(batch).Text);

    public void Step(ContrastiveBatch batch)
    {
        using var scope = NewDisposeScope();

        _model.Encoder.train();
        Times.Start();
        var losses = _model.Objective.Losses(batch);
        Times.Forward();
        losses.Text.backward();
        Times.Backward();
        Gradients.Clip(_model.Objective.Parameters, _options.GradientClipping);
        Times.Clip();
        _optimizer.Step(_options.LearningRate);
        Gradients.Clear(_model.Objective.Parameters);
        Times.Optimizer();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
    }
}
