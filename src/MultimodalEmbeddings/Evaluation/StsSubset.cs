namespace MultimodalEmbeddings.Evaluation;

/// <summary>A part of a task, from one source of sentences (<c>MSRvid</c>, <c>headlines</c>).</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Pairs">Its scored pairs, in the order of the file; unscored ones are left out.</param>
public sealed record StsSubset(string Name, IReadOnlyList<StsPair> Pairs);
