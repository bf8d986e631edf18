namespace MultimodalEmbeddings.Evaluation;

/// <summary>Alignment or uniformity of a set of pairs, in the reference's way and by its definition. Lower is better.</summary>
/// <param name="Batchwise">
/// The plain mean of the values of batches of 128 pairs, as SentEval's copy in MCSE takes it: the last, smaller batch weighs as
/// much as the others, and for alignment a batch without a positive pair counts as 0. It depends on the order of the pairs.
/// </param>
/// <param name="WholeSet">
/// The value over all pairs, or all embeddings, at once (Wang and Isola 2020; what SimCSE's authors report). Alignment is NaN
/// where no pair is positive.
/// </param>
public sealed record StsMeasure(double Batchwise, double WholeSet);
