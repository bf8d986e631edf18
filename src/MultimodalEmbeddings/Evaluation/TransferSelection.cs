namespace MultimodalEmbeddings.Evaluation;

/// <summary>How the regularization of one classifier was chosen.</summary>
/// <param name="Candidates">What was tried, from strong to weak regularization.</param>
public sealed record TransferSelection(IReadOnlyList<TransferCandidate> Candidates)
{
    /// <summary>The candidate with the highest accuracy; of equals the first.</summary>
    public TransferCandidate Best => Candidates.MaxBy(candidate => candidate.DevAccuracy)!;
}
