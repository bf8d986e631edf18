namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Measures an encoder on SentEval's transfer tasks: a logistic regression learns each task on top of embeddings that stay as
/// they are, and its accuracy is reported.
/// </summary>
/// <remarks>
/// <para>
/// The protocol is that of SentEval's <c>validation.py</c> with <c>usepytorch=False</c>. What chooses the regularization C and
/// what is tested depends on the parts that a task has:
/// </para>
/// <list type="bullet">
/// <item>Training samples only (MR, CR, SUBJ, MPQA): each fold is tested with a classifier of the others, whose C (2⁻² to 2³) is
/// chosen by folds among them.</item>
/// <item>A test part (TREC, MRPC): C (2⁻¹ to 2⁵) is chosen by folds of the training part.</item>
/// <item>A dev part too (SST2, SST5): C (2⁻² to 2³) is chosen on it.</item>
/// </list>
/// <para>
/// Of equal candidates the smallest C wins. The folds are SentEval's, sample for sample. A pair's features are |a - b| and
/// a · b. The penalty is |w|² / 2 without the intercept, the sum of log losses counts C times, and each fit runs to its optimum,
/// where SentEval's end after 100 iterations, some of them before it. Conneau and Kiela 2018. Safe for concurrent use if the
/// encoder is.
/// </para>
/// </remarks>
public sealed class TransferEvaluator
{
    private readonly ISentenceEncoder _encoder;
    private readonly TransferOptions _options;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="encoder">
    /// The encoder to measure; it stays the caller's. Published numbers are of embeddings that are not normalized.
    /// </param>
    /// <param name="options">Folds and seed; null for the defaults.</param>
    public TransferEvaluator(ISentenceEncoder encoder, TransferOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);

        _encoder = encoder;
        _options = options ?? new TransferOptions();
    }

    /// <summary>Evaluates the tasks of a suite one after another.</summary>
    /// <param name="suite">The tasks.</param>
    /// <param name="progress">
    /// Told about each task's start, within it whenever the encoder tells how far it is, and at each fitted classifier; not
    /// always on the caller's thread, but never twice at once.
    /// </param>
    /// <param name="cancellationToken">Checked while sentences are encoded and classifiers are fitted.</param>
    /// <exception cref="ArgumentException">A task has too few training samples of a class for the number of folds.</exception>
    /// <exception cref="NotFiniteNumberException">The encoder gave an embedding with NaN or infinity.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public TransferReport Evaluate(
        TransferSuite suite, IProgress<TransferProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        foreach (var task in suite.Tasks)
        {
            TransferTaskCheck.RequireFolds(task, _options.Folds);
        }

        var results = new List<TransferTaskResult>();
        foreach (var task in suite.Tasks)
        {
            var sentences = new TransferSentences(task);
            var fits = TransferProtocol.CountFits(task, _options.Folds);
            var start = new TransferProgress(
                task.Name, results.Count, suite.Tasks.Count, SentencesDone: 0, sentences.Distinct.Count, FitsDone: 0, fits);
            var taskProgress = progress is null ? null : new TransferTaskProgress(progress, start);
            results.Add(Measure(sentences, taskProgress, cancellationToken));
        }

        return new TransferReport(results);
    }

    /// <summary>Evaluates one task.</summary>
    /// <inheritdoc cref="Evaluate(TransferTask, CancellationToken)"/>
    public TransferTaskResult Evaluate(TransferTask task) => Evaluate(task, CancellationToken.None);

    /// <summary>Evaluates one task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Checked while sentences are encoded and classifiers are fitted.</param>
    /// <inheritdoc cref="Evaluate(TransferSuite, IProgress{TransferProgress}, CancellationToken)"/>
    public TransferTaskResult Evaluate(TransferTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        TransferTaskCheck.RequireFolds(task, _options.Folds);

        return Measure(new TransferSentences(task), progress: null, cancellationToken);
    }

    private TransferTaskResult Measure(TransferSentences sentences, TransferTaskProgress? progress, CancellationToken token)
    {
        var embeddings = Encode(sentences.Distinct, progress?.Encoding, token);
        var data = sentences.Features(embeddings, _encoder.Dimension);
        return new TransferProtocol(_options, progress?.Fitting, token).Evaluate(sentences.Task, data);
    }

    private float[] Encode(IReadOnlyList<string> sentences, IProgress<int>? progress, CancellationToken token)
    {
        if ((long)sentences.Count * _encoder.Dimension > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{sentences.Count} distinct sentences of dimension {_encoder.Dimension} do not fit into one array; "
                + "split the task.",
                nameof(sentences));
        }

        var embeddings = new float[sentences.Count * _encoder.Dimension];
        _encoder.Encode(sentences, embeddings, progress, token);
        return embeddings;
    }
}
