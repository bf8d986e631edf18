using MultimodalEmbeddings.Objectives;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// Trains a sentence encoder on sentences, on captions with image features, or on both, with one contrastive objective.
/// </summary>
/// <remarks>
/// Zhang et al. 2022, "MCSE: Multimodal Contrastive Learning of Sentence Embeddings"; without images it is SimCSE.
/// </remarks>
public sealed class MultimodalContrastiveTrainer
{
    private readonly SentenceEncoder _encoder;
    private readonly TrainingPlan _plan;

    internal MultimodalContrastiveTrainer(SentenceEncoder encoder, TrainingPlan plan) => (_encoder, _plan) = (encoder, plan);

    /// <summary>Starts to configure a training run.</summary>
    /// <param name="encoder">
    /// The encoder to train. What its pooling gives is what is compared, through projection heads that are dropped afterwards.
    /// </param>
    public static MultimodalContrastiveTrainerBuilder For(SentenceEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return new MultimodalContrastiveTrainerBuilder(encoder);
    }

    /// <summary>
    /// Trains a copy of the encoder's weights; at the end the encoder takes over the best validated ones, or the last without
    /// validation. With <see cref="Pooling.Cls"/> the trained text head becomes the model's own dense layer, as in the
    /// checkpoints that MCSE and SimCSE publish, where <see cref="Pooling.ClsDense"/> finds it. Dense layers behind the pooling
    /// (sentence-transformers' Dense) are the encoder's and are trained with it.
    /// </summary>
    /// <param name="progress">Told after each step.</param>
    /// <param name="cancellationToken">
    /// Checked before each step. With checkpoints one is written first, and a validation that has begun is finished.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled; the encoder keeps the weights it had.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss became NaN or infinite; the encoder keeps the weights it had.
    /// </exception>
    /// <exception cref="TrainingCheckpointException">
    /// A checkpoint cannot be written or read; the encoder keeps the weights it had.
    /// </exception>
    /// <exception cref="TrainingCheckpointMismatchException">The directory holds the checkpoints of another run.</exception>
    /// <remarks>
    /// Sets the seed of libtorch's generator, which the whole process shares, before each step and after the last. A run that
    /// goes on from a checkpoint tells of the steps that it does itself; the result tells of all.
    /// </remarks>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var modules = _encoder.ToModules();
        using var working = new SentenceEncoder(modules, _encoder.Tokenizer, _encoder.Options with { Threads = 1 });
        modules.Transformer.TakesProductsInBFloat16 = _plan.Options.Precision == TrainingPrecision.BFloat16;
        using var heads = DrawHeads();
        var model = new ContrastiveModel(modules, heads, Settings());
        using var state = new TrainingState(model, _plan.Options);
        using var checkpoints = OpenCheckpoints(model);
        checkpoints?.Restore(state);
        new TrainingRun(_plan, state, new Validator(working, modules.Transformer, _plan.Validation, state.Best), checkpoints)
            .Finish(progress, cancellationToken);
        state.Best.Restore();
        var isPooler = _encoder.Poolings is [Pooling.Cls] && modules.Layers.Count == 0;
        using var trained = modules.Clone(isPooler ? heads.Text : modules.Transformer.Pooler);
        _encoder.Replace(new InferenceSentenceModel(new ModuleWeights(trained.Transformer), trained.Dense));
        return new TrainingResult(state.Step, state.Best.Step, state.Best.Score, state.Clock.Elapsed, state.History)
        {
            Setup = _plan.Setup,
        };
    }

    private TrainingCheckpoints? OpenCheckpoints(ContrastiveModel start) => _plan.Checkpoints is null
        ? null
        : new TrainingCheckpoints(_plan.Checkpoints, RunFingerprint.Of(_encoder, _plan, start));

    private ProjectionHeads DrawHeads()
    {
        using var generator = new Generator((ulong)_plan.Options.Seed);
        var heads = new ProjectionHeads(_encoder.Dimension, _plan.Spaces);
        heads.Draw(_encoder.Model.Configuration.InitializerRange, generator);
        return heads;
    }

    private ContrastiveSettings Settings() => new(
        _encoder.RuleFor(_encoder.DefaultSentenceText(), _plan.Options.MaximumTokens),
        _encoder.Tokenizer.PaddingId,
        _plan.Options.Temperature,
        _plan.Objectives);
}
