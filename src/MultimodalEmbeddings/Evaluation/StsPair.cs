namespace MultimodalEmbeddings.Evaluation;

/// <summary>Two sentences and how close in meaning people find them.</summary>
/// <param name="First">One sentence.</param>
/// <param name="Second">The other.</param>
/// <param name="Score">
/// The gold score: larger is closer. 0 to 5 in the STS sets, 1 to 5 in SICK; from 4 a pair counts as positive.
/// </param>
public sealed record StsPair(string First, string Second, double Score);
