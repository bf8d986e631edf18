namespace MultimodalEmbeddings.Data;

/// <summary>What the sentences of a batch are compared with in place of their own second views.</summary>
/// <param name="Positives">Token ids of each sentence's positive.</param>
/// <param name="Negatives">Token ids of each sentence's hard negative.</param>
/// <param name="NegativeWeight">Added to the logit of each sentence's own hard negative.</param>
internal sealed record GivenViews(IReadOnlyList<int[]> Positives, IReadOnlyList<int[]> Negatives, double NegativeWeight);
