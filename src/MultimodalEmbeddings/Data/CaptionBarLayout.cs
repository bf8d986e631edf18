namespace MultimodalEmbeddings.Data;

/// <summary>Flickr30k's <c>results.csv</c>: a header, then <c>image.jpg| 2| the caption</c>, without quoting.</summary>
internal static class CaptionBarLayout
{
    private static readonly CaptionHeader Header = new("image_name", "comment_number", "comment");

    public static bool Begins(CaptionLine line) => Header.IsIn(Row(line));

    public static IEnumerable<Caption> Read(CaptionInput input)
    {
        var numbering = new CaptionNumbering(input.Problems);
        return Header.Skip(input.FilledLines().Select(Row), input.Problems)
            .Select(row => Parse(row, numbering, input.Problems))
            .OfType<Caption>();
    }

    // The first two bars split; quotes and further bars are the caption's.
    private static CaptionRow Row(CaptionLine line) => new(line.Number, [.. line.Text.Split('|', 3).Select(CaptionText.Strip)]);

    private static Caption? Parse(CaptionRow row, CaptionNumbering numbering, CaptionProblemLog problems) =>
        row.Columns is [var image, var number, var text]
            ? numbering.Accept(row.Line, image, number, text)
            : problems.Skip<Caption>(row.Line, $"expected a bar after the image and one after the number, found {row.Quote()}");
}
