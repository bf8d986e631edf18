namespace MultimodalEmbeddings.Evaluation;

/// <summary>What the evaluation of a suite gave. It prints as the papers' table.</summary>
/// <param name="Tasks">The tasks' results, in the order of the suite.</param>
public sealed record StsReport(IReadOnlyList<StsTaskResult> Tasks)
{
    /// <summary>
    /// The mean of the tasks' scores as the papers compute it: of scores already rounded to two decimals, and rounded again.
    /// </summary>
    public double Average => PrintedNumber.Average(Tasks.Select(task => task.Score), decimals: 2);

    /// <summary>
    /// A table with a column per task: Spearman times 100, and the batchwise alignment and uniformity, rounded as the reference
    /// prints them. Its lines are shorter than 80 characters; more tasks than fit continue below.
    /// </summary>
    public override string ToString() => StsReportTable.Print(this);
}
