namespace MultimodalEmbeddings.Evaluation;

/// <summary>How transfer tasks are evaluated.</summary>
public sealed record TransferOptions
{
    /// <summary>
    /// The number of folds of the tasks without a test part, and of the cross-validation that chooses the regularization. At
    /// least 3; the default is 10, as in papers. 5 takes a quarter of the time.
    /// </summary>
    public int Folds
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 3);
            field = value;
        }
    } = 10;

    /// <summary>
    /// What the folds are drawn with, at least 1. The default is 1111, SentEval's: the same samples are in the same folds.
    /// </summary>
    public int Seed
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1111;
}
