namespace MultimodalEmbeddings.Evaluation;

/// <summary>How far the evaluation of a suite is.</summary>
/// <param name="Task">The task whose sentences are being encoded.</param>
/// <param name="TasksDone">Tasks with a result.</param>
/// <param name="Tasks">Tasks of the suite.</param>
/// <param name="SentencesDone">Sentences of <paramref name="Task"/> that are encoded.</param>
/// <param name="Sentences">Distinct sentences of <paramref name="Task"/>.</param>
public sealed record StsProgress(string Task, int TasksDone, int Tasks, int SentencesDone, int Sentences);
