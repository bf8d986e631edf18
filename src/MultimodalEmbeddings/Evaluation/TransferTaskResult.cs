namespace MultimodalEmbeddings.Evaluation;

/// <summary>What the evaluation of a task gave. Accuracies are in per cent, rounded to two decimals as SentEval rounds.</summary>
public sealed record TransferTaskResult
{
    /// <summary>The task's name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The accuracy that chose the regularization: of the best candidate, averaged over the folds of a task without a test part.
    /// </summary>
    public required double DevAccuracy { get; init; }

    /// <summary>
    /// The number papers report: the accuracy on the test part; of a task without one, the mean over the folds.
    /// </summary>
    public required double TestAccuracy { get; init; }

    /// <summary>The F1 score of class 1 on the test part, in per cent; null but for pairs of two classes (MRPC).</summary>
    public double? F1 { get; init; }

    /// <summary>
    /// The choice of the regularization: one, or one a fold for a task without a test part.
    /// </summary>
    public required IReadOnlyList<TransferSelection> Selections { get; init; }

    /// <summary>Fits that ended before they reached the optimum; 0 unless the embeddings are extremely scaled.</summary>
    public required int FitsNotConverged { get; init; }
}
