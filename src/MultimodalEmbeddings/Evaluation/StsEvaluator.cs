namespace MultimodalEmbeddings.Evaluation;

/// <summary>
/// Measures an encoder on semantic textual similarity, in the "all" setting of MCSE, SimCSE and the shared tasks: the cosine of
/// two embeddings against the gold score, one Spearman correlation over the pairs of all subsets of a task, nothing trained.
/// </summary>
/// <remarks>
/// Each distinct sentence of a task is encoded once. The measures are computed in double precision; the reference's cosines are
/// in single precision, which moves Spearman by up to 0.005 points where many pairs are as good as tied (STS12). Gao et al.
/// 2021, appendix B. Safe for concurrent use if the encoder is.
/// </remarks>
public sealed class StsEvaluator
{
    private readonly ISentenceEncoder _encoder;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="encoder">The encoder to measure; it stays the caller's.</param>
    public StsEvaluator(ISentenceEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);

        _encoder = encoder;
    }

    /// <summary>Evaluates the tasks of a suite one after another.</summary>
    /// <param name="suite">The tasks.</param>
    /// <param name="progress">Told about each task's start, and within it whenever the encoder tells how far it is.</param>
    /// <param name="cancellationToken">Checked while sentences are encoded and compared.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public StsReport Evaluate(
        StsSuite suite, IProgress<StsProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(suite);

        var results = new List<StsTaskResult>();
        foreach (var task in suite.Tasks)
        {
            var start = new StsProgress(task.Name, results.Count, suite.Tasks.Count, SentencesDone: 0, Sentences: 0);
            results.Add(Measure(task, progress is null ? null : new TaskProgress(progress, start), cancellationToken));
        }

        return new StsReport(results);
    }

    /// <summary>Evaluates one task.</summary>
    public StsTaskResult Evaluate(StsTask task) => Evaluate(task, CancellationToken.None);

    /// <summary>Evaluates one task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Checked while sentences are encoded and compared.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public StsTaskResult Evaluate(StsTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);

        return Measure(task, progress: null, cancellationToken);
    }

    /// <summary>
    /// Only the number papers report: <see cref="StsTaskResult.Score"/> without the cost of the rest.
    /// </summary>
    /// <returns>Spearman's correlation over the pairs of all subsets together, times 100.</returns>
    /// <inheritdoc cref="Evaluate(StsTask, CancellationToken)"/>
    public double Score(StsTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);

        var (embeddings, pairs) = Encode(task, cancellationToken);
        return StsValidation.ScoreOf(embeddings, pairs);
    }

    /// <summary>The score with alignment and uniformity, at the cost of little more than the score.</summary>
    internal StsValidation Validate(StsTask task, CancellationToken cancellationToken)
    {
        var (embeddings, pairs) = Encode(task, cancellationToken);
        return StsValidation.Of(embeddings, pairs, cancellationToken);
    }

    /// <returns>The embeddings of a task's sentences, and the pairs of all its subsets.</returns>
    private (EmbeddingTable Embeddings, IndexedPairs Pairs) Encode(StsTask task, CancellationToken cancellationToken)
    {
        var indexed = new IndexedTask(task);
        var embeddings = EmbeddingTable.Encode(_encoder, indexed.Sentences, progress: null, cancellationToken);
        return (embeddings, IndexedPairs.Concat(indexed.Subsets));
    }

    private StsTaskResult Measure(StsTask task, TaskProgress? progress, CancellationToken cancellationToken)
    {
        var indexed = new IndexedTask(task);
        progress?.Begin(indexed.Sentences.Count);
        var embeddings = EmbeddingTable.Encode(_encoder, indexed.Sentences, progress, cancellationToken);
        return new StsMeasurement(task, indexed, embeddings).Take(cancellationToken);
    }

    private sealed class TaskProgress(IProgress<StsProgress> suite, StsProgress start) : IProgress<int>
    {
        private StsProgress _state = start;

        public void Begin(int sentences)
        {
            _state = _state with { Sentences = sentences };
            suite.Report(_state);
        }

        public void Report(int value) => suite.Report(_state with { SentencesDone = value });
    }
}
