using System.Text;

namespace MultimodalEmbeddings.Data;

/// <summary>Finds out which layout a caption file has.</summary>
internal static class CaptionLayouts
{
    public static IEnumerable<Caption> Read(CaptionInput input)
    {
        var (number, bytes) = CaptionLine.Split(input.Text).FirstOrDefault(line => !line.Bytes.Span.Trim(" \t"u8).IsEmpty);
        return bytes.Span.TrimStart(" \t"u8).StartsWith("{"u8)
            ? CaptionJson.Read(input, ReadJson)
            : LayoutOf(new CaptionLine(number, Encoding.UTF8.GetString(bytes.Span)), input.Problems)(input);
    }

    private static IEnumerable<Caption> ReadJson(CaptionJson json) =>
        json.Root.Find("annotations") is null ? CaptionKarpathyLayout.Read(json) : CaptionCocoLayout.Read(json);

    private static Func<CaptionInput, IEnumerable<Caption>> LayoutOf(CaptionLine first, CaptionProblemLog problems) =>
        first.Text switch
        {
            null or "" => throw problems.Fatal(null, "expected captions, found an empty file"),
            _ when CaptionBarLayout.Begins(first) => CaptionBarLayout.Read,
            _ when CaptionCommaLayout.Begins(first) => CaptionCommaLayout.Read,
            _ when first.Text.Contains('\t') => CaptionTokenLayout.Read,
            var text => throw problems.Fatal(
                first.Number,
                $"expected the beginning of a layout of captions, found {CaptionText.Quote(text)}; if it is one of those that "
                + $"{nameof(CaptionFile)} has methods for, call its own, {nameof(CaptionFile.ReadLines)} for one caption a line"),
        };
}
