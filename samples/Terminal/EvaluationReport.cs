using MultimodalEmbeddings.Evaluation;

namespace Terminal;

/// <summary>Tells which task is being evaluated.</summary>
internal sealed class EvaluationReport(LiveBar bar, string heading) : IProgress<StsProgress>
{
    public void Report(StsProgress value)
    {
        var task = value.Sentences == 0 ? 0 : (double)value.SentencesDone / value.Sentences;
        bar.Advance((value.TasksDone + task) / value.Tasks, $"{heading}: {value.Task}");
    }
}
