using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// Configures a <see cref="MultimodalContrastiveTrainer"/>: <c>Add</c> adds data, <c>With</c> sets what there is one of.
/// </summary>
public sealed class MultimodalContrastiveTrainerBuilder
{
    private readonly SentenceEncoder _encoder;
    private readonly TrainingData _data = new();
    private TrainingOptions _options = new();
    private Validation? _validation;
    private CheckpointSchedule? _checkpoints;

    internal MultimodalContrastiveTrainerBuilder(SentenceEncoder encoder) => _encoder = encoder;

    /// <summary>Adds sentences without images. Each is its own positive, seen twice with different dropout (SimCSE).</summary>
    public MultimodalContrastiveTrainerBuilder AddSentences(IEnumerable<string> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);

        _data.Sentences.AddRange(sentences);
        return this;
    }

    /// <summary>
    /// Adds sentences with given positives and hard negatives, in place of views by dropout (SimCSE's supervised form). One call:
    /// one corpus, whose batches hold nothing else.
    /// </summary>
    /// <param name="triplets">The triplets.</param>
    /// <param name="hardNegativeWeight">
    /// Added to the logit of each anchor's own hard negative: above 0 it counts more than the batch's other negatives. 0 by
    /// default, as in SimCSE.
    /// </param>
    public MultimodalContrastiveTrainerBuilder AddTriplets(IEnumerable<SentenceTriplet> triplets, double hardNegativeWeight = 0)
    {
        ArgumentNullException.ThrowIfNull(triplets);

        _data.Triplets.Add(new GivenTriplets([.. triplets], hardNegativeWeight));
        return this;
    }

    /// <summary>Adds captions with the features of their images, compared by the paper's settings.</summary>
    /// <inheritdoc cref="AddImagePairs(IEnumerable{string}, FeatureMatrix, MultimodalObjective)"/>
    public MultimodalContrastiveTrainerBuilder AddImagePairs(IEnumerable<string> captions, FeatureMatrix features) =>
        AddImagePairs(captions, features, objective: null);

    /// <summary>
    /// Adds captions with the features of their images. One call: one captioned corpus, with heads and settings of its own;
    /// captions are compared with images of their own corpus alone.
    /// </summary>
    /// <param name="captions">The captions.</param>
    /// <param name="features">[captions, features]: row i describes the image of caption i.</param>
    /// <param name="objective">How the two are compared; null for the paper's settings.</param>
    public MultimodalContrastiveTrainerBuilder AddImagePairs(
        IEnumerable<string> captions, FeatureMatrix features, MultimodalObjective? objective)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentNullException.ThrowIfNull(features);

        return Add(new CaptionedCorpus([.. captions], features, objective ?? new MultimodalObjective()));
    }

    /// <summary>
    /// Adds captions with two grounding targets each: the features of their images and those of the captions themselves, made by
    /// another encoder, such as the text tower of CLIP. The losses of the two are added.
    /// </summary>
    /// <param name="captions">The captions.</param>
    /// <param name="features">[captions, features]: row i describes the image of caption i.</param>
    /// <param name="captionFeatures">
    /// [captions, features]: row i describes caption i itself. An <see cref="ImageAblation"/> exchanges both targets.
    /// </param>
    /// <param name="objective">How a caption and a target are compared; null for the paper's settings.</param>
    /// <remarks>KDMCSE (Nguyen et al. 2024) grounds sentences in CLIP's images and texts.</remarks>
    public MultimodalContrastiveTrainerBuilder AddImagePairs(
        IEnumerable<string> captions, FeatureMatrix features, FeatureMatrix captionFeatures, MultimodalObjective? objective)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(captionFeatures);

        return Add(new CaptionedCorpus([.. captions], features, objective ?? new MultimodalObjective())
        {
            CaptionFeatures = captionFeatures,
        });
    }

    /// <summary>
    /// Adds captions with their images, whose features are made now, or read where an earlier run has left them on disk
    /// (<see cref="ImageEncoder.EncodeCached"/>): the first call may take long, later ones do not.
    /// </summary>
    /// <param name="captions">The captions.</param>
    /// <param name="imagePaths">The image file of each caption; captions may share one, which is encoded once.</param>
    /// <param name="imageEncoder">Makes the features; it stays the caller's.</param>
    /// <param name="objective">How captions and images are compared; null for the paper's settings.</param>
    /// <param name="progress">Told how many captions have the features of their image.</param>
    /// <param name="cancellationToken">Ends the encoding; features on disk stay.</param>
    /// <exception cref="ArgumentException">There are not as many captions as paths.</exception>
    /// <inheritdoc cref="ImageEncoder.EncodeCached" path="/exception"/>
    public MultimodalContrastiveTrainerBuilder AddImagePairs(
        IEnumerable<string> captions,
        IReadOnlyList<string> imagePaths,
        ImageEncoder imageEncoder,
        MultimodalObjective? objective = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentNullException.ThrowIfNull(imagePaths);
        ArgumentNullException.ThrowIfNull(imageEncoder);
        string[] texts = [.. captions];
        if (texts.Length != imagePaths.Count)
        {
            throw new ArgumentException(
                $"There are {texts.Length} captions but {imagePaths.Count} image paths; path i must be that of caption i's image.",
                nameof(imagePaths));
        }

        return AddImagePairs(texts, imageEncoder.EncodeCached(imagePaths, progress, cancellationToken), objective);
    }

    /// <summary>Sets the options; the paper's by default.</summary>
    public MultimodalContrastiveTrainerBuilder WithOptions(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        _options = options;
        return this;
    }

    /// <summary>
    /// Tries the encoder on scored pairs every so many steps and after the last, and keeps the weights that score highest.
    /// </summary>
    /// <param name="task">The pairs; STS-B's development set in the paper.</param>
    /// <param name="everySteps">125 in the paper.</param>
    public MultimodalContrastiveTrainerBuilder WithValidation(StsTask task, int everySteps = 125)
    {
        ArgumentNullException.ThrowIfNull(task);

        _validation = new Validation(task, everySteps);
        return this;
    }

    /// <summary>
    /// Keeps the run on disk: <see cref="MultimodalContrastiveTrainer.Train"/> writes a checkpoint every so many steps, after the
    /// last, and when it is cancelled, and goes on from the newest one that is there. A run that was interrupted at any instant
    /// ends with the weights, scores and losses, to the last bit, that it would have had without, on the same processor with the
    /// same number of threads.
    /// </summary>
    /// <param name="directory">
    /// Of this run alone; made if it does not exist. Holds a folder for each of the two newest checkpoints, which take the room
    /// of the encoder's weights three to four times each.
    /// </param>
    /// <param name="everySteps">500 by default.</param>
    public MultimodalContrastiveTrainerBuilder WithCheckpoints(string directory, int everySteps = 500)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);

        _checkpoints = new CheckpointSchedule(Path.GetFullPath(directory), everySteps);
        return this;
    }

    /// <summary>Checks everything and makes the trainer.</summary>
    /// <exception cref="ArgumentException">The settings or the data do not fit; the message says every fault.</exception>
    public MultimodalContrastiveTrainer Build()
    {
        string[] faults = [.. _options.Faults(), .. _data.Faults(), .. RunFaults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        var options = new BatchStreamOptions(
            _options.BatchSize, _options.MaximumTokens, _options.Seed, _options.ImagePairInterval);
        var stream = new BatchStream(_encoder.Tokenizer, _data.ToCorpora(_encoder.DefaultSentenceText(), options), options);
        var plan = new TrainingPlan(
            stream,
            [.. _data.Captioned.Select(corpus => corpus.Space)],
            [.. _data.Captioned.Select(corpus => corpus.Objective)],
            _options,
            _validation)
        {
            Setup = TrainingSetup.Of(_data, _options, _validation),
            Checkpoints = _checkpoints,
        };
        return new MultimodalContrastiveTrainer(_encoder, plan);
    }

    private MultimodalContrastiveTrainerBuilder Add(CaptionedCorpus corpus)
    {
        _data.Captioned.Add(corpus);
        return this;
    }

    /// <summary>What does not fit together.</summary>
    private IEnumerable<string> RunFaults()
    {
        var positions = _encoder.Model.Configuration.LongestSentence;
        var mixing = _options.BatchSize < 1
            ? null
            : MixingSchedule.Fault(_data.Sizes, _options.BatchSize, _options.ImagePairInterval);
        var steps = Steps();
        (bool Wrong, string Fault)[] checks =
        [
            (_options.MaximumTokens > positions,
                $"The encoder has positions for {positions} tokens, not for MaximumTokens = {_options.MaximumTokens}."),
            (mixing is not null, mixing ?? ""),
            (_options.WarmupSteps >= steps,
                $"WarmupSteps = {_options.WarmupSteps} must be fewer than the run's {steps} steps, or the rate never falls."),
            (_validation?.EverySteps < 1, $"Validation must come every 1 or more steps, not every {_validation?.EverySteps}."),
            (_options.Patience is not null && _validation is null, "Patience counts validations: add WithValidation."),
            (_checkpoints?.EverySteps < 1, $"Checkpoints must come every 1 or more steps, not every {_checkpoints?.EverySteps}."),
        ];
        return checks.Where(check => check.Wrong).Select(check => check.Fault);
    }

    /// <summary>Steps of the run; null where faults of the options or too little data leave none to count.</summary>
    private int? Steps()
    {
        if (_options.Faults().Any())
        {
            return null;
        }

        var sizes = _data.Sizes;
        var batches = CorpusRound.BatchesOf([.. sizes.Texts, .. sizes.Captions], _options.BatchSize);
        return batches == 0 ? null : _options.StepsOf(batches);
    }
}
