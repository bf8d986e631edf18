namespace MultimodalEmbeddings.Evaluation;

/// <summary>A strength of regularization that was tried.</summary>
/// <param name="C">The inverse of the strength: the penalty is |w|² / 2, the sum of the log losses counts C times.</param>
/// <param name="DevAccuracy">The accuracy on samples held out from training, in per cent, rounded to two decimals.</param>
public sealed record TransferCandidate(double C, double DevAccuracy);
