namespace MultimodalEmbeddings.Evaluation;

/// <summary>What the evaluation of a suite gave. It prints as the papers' table.</summary>
/// <param name="Tasks">The tasks' results, in the order of the suite.</param>
public sealed record TransferReport(IReadOnlyList<TransferTaskResult> Tasks)
{
    /// <summary>
    /// The mean of the test accuracies as the papers compute it: of numbers rounded to two decimals, and rounded again. Theirs is
    /// over seven tasks, without SST5.
    /// </summary>
    public double Average => PrintedNumber.Average(Tasks.Select(task => task.TestAccuracy), decimals: 2);

    /// <summary>The mean of the dev accuracies, computed in the same way.</summary>
    public double DevAverage => PrintedNumber.Average(Tasks.Select(task => task.DevAccuracy), decimals: 2);

    /// <summary>
    /// A table with a column per task: dev and test accuracy and, where a task has one, F1. Its lines are shorter than 80
    /// characters; more tasks than fit continue below.
    /// </summary>
    public override string ToString() => TransferReportTable.Print(this);
}
