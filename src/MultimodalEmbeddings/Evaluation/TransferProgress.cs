namespace MultimodalEmbeddings.Evaluation;

/// <summary>How far the evaluation of a suite is.</summary>
/// <param name="Task">The task at hand.</param>
/// <param name="TasksDone">Tasks with a result.</param>
/// <param name="Tasks">Tasks of the suite.</param>
/// <param name="SentencesDone">Sentences of <paramref name="Task"/> that are encoded.</param>
/// <param name="Sentences">Distinct sentences of <paramref name="Task"/>.</param>
/// <param name="FitsDone">
/// Classifiers of <paramref name="Task"/> that are fitted; the first when all sentences are encoded.
/// </param>
/// <param name="Fits">Classifiers of <paramref name="Task"/>.</param>
public sealed record TransferProgress(
    string Task, int TasksDone, int Tasks, int SentencesDone, int Sentences, int FitsDone, int Fits);
