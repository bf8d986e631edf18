namespace MultimodalEmbeddings.Training;

/// <summary>What a checkpoint holds besides tensors: <c>state.json</c>. The same run has the same bytes here.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Sentences">Trained on until then.</param>
/// <param name="BestStep">The best validated step, or null.</param>
/// <param name="BestScore">Its score.</param>
/// <param name="Updates">How often the optimizer has changed each parameter.</param>
/// <param name="History">The progress after each step, its speed left out.</param>
/// <param name="Fingerprint">Of the run.</param>
internal sealed record SavedState(
    int Step,
    long Sentences,
    int? BestStep,
    double? BestScore,
    IReadOnlyList<int> Updates,
    IReadOnlyList<TrainingProgress> History,
    IReadOnlyDictionary<string, string> Fingerprint);
