namespace MultimodalEmbeddings.Data;

/// <summary>A caption file is not what its layout says. The message names file and line.</summary>
public sealed class CaptionFormatException : FormatException
{
    internal CaptionFormatException(CaptionProblem problem, Exception? innerException = null)
        : base(problem.ToString(), innerException) => Problem = problem;

    /// <summary>What is wrong, and where.</summary>
    public CaptionProblem Problem { get; }
}
