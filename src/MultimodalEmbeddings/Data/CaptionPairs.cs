namespace MultimodalEmbeddings.Data;

/// <summary>Two files of plain lines: caption i describes image i.</summary>
internal static class CaptionPairs
{
    public static IEnumerable<Caption> Read(IReadOnlyList<string> captions, IReadOnlyList<string> images, CaptionProblemLog problems) =>
        captions.Select((text, i) => Pair(new Caption(images[i], text) { Line = i + 1 }, problems)).OfType<Caption>();

    private static Caption? Pair(Caption caption, CaptionProblemLog problems) =>
        (CaptionImageName.Fault(caption.Image) ?? CaptionText.Fault(caption.Text)) is { } fault
            ? problems.Skip<Caption>(caption.Line, fault)
            : caption;
}
