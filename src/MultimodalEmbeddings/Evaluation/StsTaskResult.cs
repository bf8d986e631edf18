namespace MultimodalEmbeddings.Evaluation;

/// <summary>What the evaluation of a task gave.</summary>
public sealed record StsTaskResult
{
    /// <summary>The task's name.</summary>
    public required string Name { get; init; }

    /// <summary>The number papers report: Spearman's correlation over the pairs of all subsets together, times 100.</summary>
    public double Score => Spearman.All * 100;

    /// <summary>Spearman's rank correlation of cosines and gold scores, a fraction.</summary>
    public required StsAggregate Spearman { get; init; }

    /// <summary>Pearson's correlation of cosines and gold scores, a fraction.</summary>
    public required StsAggregate Pearson { get; init; }

    /// <summary>
    /// The mean squared distance of the normalized embeddings of positive pairs (gold score of at least 4): 0 at best, 4 at
    /// worst.
    /// </summary>
    public required StsMeasure Alignment { get; init; }

    /// <summary>
    /// The logarithm of the mean of exp(-2 d²) over all distances d between two normalized embeddings, those of both sides of
    /// the pairs: 0 where all are the same, about -4 where they are spread evenly over the sphere.
    /// </summary>
    public required StsMeasure Uniformity { get; init; }

    /// <summary>The subsets' results, in the order of the task.</summary>
    public required IReadOnlyList<StsSubsetResult> Subsets { get; init; }
}
