using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// Configures a <see cref="MultimodalContrastiveTrainer"/>: <c>Add</c> adds data, <c>With</c> sets what there is one of.
/// </summary>
public sealed class MultimodalContrastiveTrainerBuilder
{
    private readonly SentenceEncoder _encoder;
    private readonly List<string> _sentences = [];
    private readonly List<string> _faults = [];
    private CaptionedImages? _captioned;
    private MultimodalObjective _objective = new();
    private TrainingOptions _options = new();
    private Validation? _validation;
    private CheckpointSchedule? _checkpoints;

    internal MultimodalContrastiveTrainerBuilder(SentenceEncoder encoder) => _encoder = encoder;

    /// <summary>Adds sentences without images. Each is its own positive, seen twice with different dropout (SimCSE).</summary>
    public MultimodalContrastiveTrainerBuilder AddSentences(IEnumerable<string> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);

        _sentences.AddRange(sentences);
        return this;
    }

    /// <summary>Adds captions with the features of their images. One call: one captioned corpus.</summary>
    /// <param name="captions">The captions.</param>
    /// <param name="features">[captions, features]: row i describes the image of caption i.</param>
    /// <param name="objective">How the two are compared; the paper's settings by default.</param>
    public MultimodalContrastiveTrainerBuilder AddImagePairs(
        IEnumerable<string> captions, FeatureMatrix features, MultimodalObjective? objective = null)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentNullException.ThrowIfNull(features);

        string[] all = [.. captions];
        if (_captioned is not null)
        {
            _faults.Add("AddImagePairs was called twice; one captioned corpus is supported: join the captions and the features.");
        }
        else if (all.Length != features.Rows)
        {
            _faults.Add(CaptionedImages.Mismatch(all, features));
        }
        else
        {
            (_captioned, _objective) = (new CaptionedImages(all, features), objective ?? new MultimodalObjective());
        }

        return this;
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
        string[] faults = [.. _faults, .. _options.Faults(), .. _objective.Faults(), .. DataFaults()];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        var options = new BatchStreamOptions(
            _options.BatchSize, _options.MaximumTokens, _options.Seed, _options.ImagePairInterval);
        var text = _encoder.DefaultSentenceText();
        var captioned = _captioned is null
            ? null
            : new CaptionedImages([.. _captioned.Captions.Select(text.Of)], _captioned.Features);
        var stream = new BatchStream(_encoder.Tokenizer, [.. _sentences.Select(text.Of)], captioned, options);
        var shared = _captioned is null ? null : new SharedSpace(_captioned.Features.Columns, _objective.SharedDimension);
        return new MultimodalContrastiveTrainer(
            _encoder, new TrainingPlan(stream, shared, _objective, _options, _validation) { Checkpoints = _checkpoints });
    }

    private IEnumerable<string> DataFaults()
    {
        var positions = TransformerModel.MaximumTokens(_encoder.Model.Configuration);
        var captions = _captioned?.Captions.Count ?? 0;
        var mixing = _options.BatchSize < 1
            ? null
            : MixingSchedule.Fault(_sentences.Count, captions, _options.BatchSize, _options.ImagePairInterval);
        (bool Wrong, string Fault)[] checks =
        [
            (_sentences.Count + captions < 2, "There is nothing to train on: add at least two sentences or captions."),
            (_sentences.Contains(null!), "One of the sentences is null."),
            (_captioned?.Captions.Contains(null!) ?? false, "One of the captions is null."),
            (_options.MaximumTokens > positions,
                $"The encoder has positions for {positions} tokens, not for MaximumTokens = {_options.MaximumTokens}."),
            (mixing is not null, mixing ?? ""),
            (_validation?.EverySteps < 1, $"Validation must come every 1 or more steps, not every {_validation?.EverySteps}."),
            (_checkpoints?.EverySteps < 1, $"Checkpoints must come every 1 or more steps, not every {_checkpoints?.EverySteps}."),
        ];
        return checks.Where(check => check.Wrong).Select(check => check.Fault);
    }
}
