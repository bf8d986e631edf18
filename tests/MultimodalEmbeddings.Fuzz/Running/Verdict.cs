namespace MultimodalEmbeddings.Fuzz.Running;

/// <summary>What became of an input.</summary>
/// <param name="IsAccepted">The reader read it.</param>
/// <param name="Refusal">With what the reader refused it, if it did so in a way in which it may.</param>
/// <param name="Findings">What must not be.</param>
internal sealed record Verdict(bool IsAccepted, Exception? Refusal, IReadOnlyList<Finding> Findings);
