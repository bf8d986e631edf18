namespace MultimodalEmbeddings.Evaluation;

/// <summary>How well texts and images find each other. It prints as a table.</summary>
/// <param name="TextToImage">Each text looks for its image among all images.</param>
/// <param name="ImageToText">Each image looks for its texts among all texts.</param>
public sealed record RetrievalReport(RetrievalMeasures TextToImage, RetrievalMeasures ImageToText)
{
    /// <summary>
    /// A table with a line per direction: recall at 1, 5 and 10, reciprocal rank and discounted gain times 100, median and mean
    /// rank as they are.
    /// </summary>
    public override string ToString() => RetrievalReportTable.Print(this);
}
