using System.Diagnostics;
using MultimodalEmbeddings.Data;
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
    /// <param name="cancellationToken">Checked before each step.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the encoder keeps the weights it had.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss became NaN or infinite; the encoder keeps the weights it had.
    /// </exception>
    /// <remarks>Sets the seed of libtorch's generator, which the whole process shares.</remarks>
    public TrainingResult Train(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        using var working = _encoder.Clone();
        working.Model.TakesProductsInBFloat16 = _plan.Options.Precision == TrainingPrecision.BFloat16;
        using var heads = DrawHeads();
        var model = new ContrastiveModel(working.Embedding, heads, Settings());
        using var best = new BestWeights(model.Parameters);
        var history = Run(model, new Validator(working, _plan.Validation, best), progress, cancellationToken);
        best.Restore();
        var isPooler = _encoder.Poolings is [Pooling.Cls] && working.Embedding.Dense.Count == 0;
        _encoder.Replace(working.Embedding.Clone(isPooler ? heads.Text : working.Model.Pooler));
        return new TrainingResult(history.Count, best.Step, best.Score, clock.Elapsed, history) { Setup = _plan.Setup };
    }

    private List<TrainingProgress> Run(
        ContrastiveModel model, Validator validator, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var history = new List<TrainingProgress>();
        var clock = new Stopwatch();
        long sentences = 0;
        random.manual_seed(_plan.Options.Seed);
        using var loop = new TrainingLoop(model, _plan.Options);
        using var steps = loop.Run(Batches(), _plan.Steps).GetEnumerator();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Encoder.train();
            clock.Start();
            if (!steps.MoveNext())
            {
                return history;
            }

            clock.Stop();
            sentences += steps.Current.Sentences;
            var score = validator.Score(history.Count + 1, _plan.Steps, cancellationToken);
            var speed = sentences / clock.Elapsed.TotalSeconds;
            history.Add(Progress(history.Count + 1, steps.Current, speed, score, validator.BestScore));
            progress?.Report(history[^1]);
            if (EarlyStopping.IsDue(history, _plan.Options.Patience))
            {
                return history;
            }
        }
    }

    /// <summary>The batches of all epochs.</summary>
    private IEnumerable<ContrastiveBatch> Batches()
    {
        var left = _plan.Batches;
        return _plan.Stream.Batches().TakeWhile(_ => left-- > 0);
    }

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

    private TrainingProgress Progress(int step, StepReport report, double speed, double? score, double? best)
    {
        var images = report.Batches.Select(losses => losses.Image).OfType<double>().ToArray();
        return new TrainingProgress(
            step,
            _plan.Steps,
            report.Batches.Average(losses => losses.Text),
            images.Length == 0 ? null : images.Average(),
            report.LearningRate,
            report.GradientNorm,
            speed,
            score,
            best);
    }
}
