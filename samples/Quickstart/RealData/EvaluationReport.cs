using MultimodalEmbeddings.Evaluation;

namespace Quickstart.RealData;

/// <summary>Tells which task is being evaluated.</summary>
internal sealed class EvaluationReport(string heading) : IProgress<StsProgress>
{
    public void Report(StsProgress value) =>
        StatusLine.Show($"{heading}: {value.Task}, {value.SentencesDone} of {value.Sentences} sentences");
}
