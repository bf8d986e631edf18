namespace MultimodalEmbeddings.Data;

/// <summary>Flickr8k's <c>Flickr8k.token.txt</c>: <c>image.jpg#2</c>, a tab, the caption.</summary>
internal static class CaptionTokenLayout
{
    public static IEnumerable<Caption> Read(CaptionInput input)
    {
        var numbering = new CaptionNumbering(input.Problems);
        return input.FilledLines().Select(line => Parse(line, numbering, input.Problems)).OfType<Caption>();
    }

    // The first tab ends the name, which may hold #; further tabs are the caption's.
    private static Caption? Parse(CaptionLine line, CaptionNumbering numbering, CaptionProblemLog problems)
    {
        var tab = line.Text.IndexOf('\t');
        if (tab < 0)
        {
            return problems.Skip<Caption>(line.Number, $"expected a tab, found none in {CaptionText.Quote(line.Text)}");
        }

        var name = CaptionText.Strip(line.Text[..tab]);
        var mark = name.LastIndexOf('#');
        return mark < 0
            ? problems.Skip<Caption>(line.Number, $"expected # and a number, found none in {CaptionText.Quote(name)}")
            : numbering.Accept(line.Number, name[..mark], name[(mark + 1)..], CaptionText.Strip(line.Text[(tab + 1)..]));
    }
}
