namespace MultimodalEmbeddings.Data;

/// <summary>Two files of plain lines: caption i describes image i.</summary>
internal static class CaptionPairs
{
    /// <param name="texts">The captions.</param>
    /// <param name="images">As many names of images.</param>
    /// <param name="problems">Takes what cannot be a caption, or the name of an image.</param>
    public static IEnumerable<Caption> Read(IEnumerable<string> texts, IEnumerable<string> images, CaptionProblemLog problems) =>
        images.Zip(texts, (image, text) => new Caption(image, text))
            .Select((caption, i) => Check(caption with { Line = i + 1 }, problems))
            .OfType<Caption>();

    private static Caption? Check(Caption caption, CaptionProblemLog problems) =>
        (CaptionImageName.Fault(caption.Image) ?? CaptionText.Fault(caption.Text)) is { } fault
            ? problems.Skip<Caption>(caption.Line, fault)
            : caption;
}
