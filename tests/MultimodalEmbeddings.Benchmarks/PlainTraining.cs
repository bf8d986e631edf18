using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Training;
using MultimodalEmbeddings.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>SimCSE as one writes it first with TorchSharp: the batch twice, a loss, clip_grad_norm_, optim.AdamW.</summary>
internal sealed class PlainTraining : ITrainingVariant
{
    private readonly TrainingOptions _options = new();
    private readonly TrainedModel _model;
    private readonly Parameter[] _parameters;
    private readonly IDisposable _optimizer;
    private readonly Action _update;
    private readonly int _paddingId;

    /// <param name="encoder">Whose weights training starts from.</param>
    /// <param name="isFused">Whether the update is libtorch's fused one.</param>
    public PlainTraining(SentenceEncoder encoder, bool isFused)
    {
        _model = new TrainedModel(encoder);
        _paddingId = encoder.Tokenizer.PaddingId;
        _parameters = [.. _model.Objective.Parameters];
        Name = isFused ? "plain, fused AdamW" : "plain, optim.AdamW";
        (_optimizer, _update) = isFused ? Fused() : OneByOne();
    }

    public string Name { get; }

    public StepTimes Times { get; } = new();

    public double? Loss(ContrastiveBatch batch) => _model.Evaluate(() => Compute(batch));

    public void Step(ContrastiveBatch batch)
    {
        using var scope = NewDisposeScope();

        _model.Encoder.train();
        Times.Start();
        var loss = Compute(batch);
        Times.Forward();
        Array.ForEach(_parameters, parameter => parameter.grad = null);
        loss.backward();
        Times.Backward();
        nn.utils.clip_grad_norm_(_parameters, _options.GradientClipping);
        Times.Clip();
        _update();
        Times.Optimizer();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
    }

    private (IDisposable, Action) Fused()
    {
        var optimizer = new FusedAdamW(_parameters, _options.LearningRate);
        return (optimizer, optimizer.Step);
    }

    private (IDisposable, Action) OneByOne()
    {
        var optimizer = optim.AdamW(_parameters, lr: _options.LearningRate, weight_decay: 0);
        return (optimizer, () => optimizer.step());
    }

    private Tensor Compute(ContrastiveBatch batch)
    {
        var views = TokenBatch.Create([.. batch.TokenIds, .. batch.TokenIds], _paddingId);
        var states = _model.Encoder.forward(views)[^1]; // [2 batch, tokens, hidden]
        var embeddings = nn.functional.normalize(_model.Heads.Text.forward(states.select(1, 0))).chunk(2, 0);
        var cosines = embeddings[0].mm(embeddings[1].t()) / _options.Temperature; // [batch, batch]
        return nn.functional.cross_entropy(cosines, arange(batch.TokenIds.Count));
    }
}
