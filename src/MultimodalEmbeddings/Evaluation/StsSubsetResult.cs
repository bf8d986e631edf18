namespace MultimodalEmbeddings.Evaluation;

/// <summary>What the evaluation of one subset of a task gave. Correlations are fractions between -1 and 1.</summary>
public sealed record StsSubsetResult
{
    /// <summary>The subset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of its pairs.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pearson's correlation of cosines and gold scores; NaN for a single pair or where either is constant.</summary>
    public required double Pearson { get; init; }

    /// <summary>
    /// Spearman's rank correlation of cosines and gold scores, ties at their average rank; NaN as <see cref="Pearson"/>.
    /// </summary>
    public required double Spearman { get; init; }

    /// <inheritdoc cref="StsTaskResult.Alignment"/>
    public required StsMeasure Alignment { get; init; }

    /// <inheritdoc cref="StsTaskResult.Uniformity"/>
    public required StsMeasure Uniformity { get; init; }
}
