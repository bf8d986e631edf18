namespace MultimodalEmbeddings.Training;

/// <summary>What differs from one run to the next that is the same otherwise: <c>timing.json</c>.</summary>
/// <param name="Elapsed">Of the run until its checkpoint.</param>
/// <param name="InSteps">Of its steps.</param>
/// <param name="SentencesPerSecond">As it was told after each step.</param>
internal sealed record SavedTiming(TimeSpan Elapsed, TimeSpan InSteps, IReadOnlyList<double> SentencesPerSecond);
