namespace MultimodalEmbeddings.Data;

/// <summary>A sentence with one that means the same and one that only looks like it.</summary>
/// <remarks>SimCSE's supervised form (Gao et al. 2021, section 4): premise, entailment, contradiction.</remarks>
/// <param name="Anchor">The sentence.</param>
/// <param name="Positive">What it has to pick out of the batch.</param>
/// <param name="Negative">Its hard negative, which is also everybody else's negative.</param>
public readonly record struct SentenceTriplet(string Anchor, string Positive, string Negative);
