namespace MultimodalEmbeddings.Evaluation;

/// <summary>A classification task that is learned on top of embeddings which stay as they are.</summary>
/// <remarks>The parts that a task has decide how it is evaluated, as in SentEval: see <see cref="TransferEvaluator"/>.</remarks>
public sealed class TransferTask
{
    /// <summary>Makes a task of one's own samples.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="train">
    /// The samples to learn from; each label from 0 to the largest occurs. Without a test part they are tested too, fold by
    /// fold.
    /// </param>
    /// <param name="test">The samples to test on.</param>
    /// <param name="dev">The samples that choose the regularization; without them folds of the training part do.</param>
    /// <exception cref="ArgumentException">
    /// A part is empty, a sample is null, sentences and pairs are mixed, the training part lacks a label, or there is a dev
    /// part and no test part.
    /// </exception>
    public TransferTask(
        string name,
        IReadOnlyList<TransferSample> train,
        IReadOnlyList<TransferSample>? test = null,
        IReadOnlyList<TransferSample>? dev = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(train);
        if (dev is not null && test is null)
        {
            throw new ArgumentException(
                $"Task {name} has a dev part but no test part; it needs both or no dev part.", nameof(dev));
        }

        (Name, Train, Test, Dev) = (name, [.. train], test?.ToArray(), dev?.ToArray());
        Classes = TransferTaskCheck.CountClasses(this);
    }

    /// <summary>What reports call the task; the eight of <see cref="TransferSuite.Load"/> have SentEval's names.</summary>
    public string Name { get; }

    /// <summary>The samples to learn from.</summary>
    public IReadOnlyList<TransferSample> Train { get; }

    /// <summary>The samples to test on; null where the training part is tested fold by fold.</summary>
    public IReadOnlyList<TransferSample>? Test { get; }

    /// <summary>The samples that choose the regularization; null where cross-validation does.</summary>
    public IReadOnlyList<TransferSample>? Dev { get; }

    /// <summary>The number of classes, at least two.</summary>
    public int Classes { get; }

    /// <summary>Whether pairs are classified, not single sentences.</summary>
    public bool HasPairs => Train[0].Second is not null;
}
