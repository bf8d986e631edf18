namespace MultimodalEmbeddings.Tokenization;

/// <summary>The kind of every code point.</summary>
internal static class GraphemeKinds
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int Trails = 28;

    private static readonly CodePointTable<GraphemeKind> Table = new CodePointTable<GraphemeKind>()
        .Fill(UnicodeGraphemes.Control, GraphemeKind.Control)
        .Fill("D", GraphemeKind.CarriageReturn)
        .Fill("A", GraphemeKind.LineFeed)
        .Fill(UnicodeGraphemes.Extend, GraphemeKind.Extend)
        .Fill("200C", GraphemeKind.NonJoiner)
        .Fill("200D", GraphemeKind.Joiner)
        .Fill(UnicodeGraphemes.Linker, GraphemeKind.Linker)
        .Fill(UnicodeGraphemes.SpacingMark, GraphemeKind.SpacingMark)
        .Fill(UnicodeGraphemes.Prepend, GraphemeKind.Prepend)
        .Fill(UnicodeGraphemes.Consonant, GraphemeKind.Consonant)
        .Fill(UnicodeGraphemes.Pictograph, GraphemeKind.Pictograph)
        .Fill("1F1E6-1F1FF", GraphemeKind.RegionalIndicator)
        .Fill(UnicodeGraphemes.Lead, GraphemeKind.Lead)
        .Fill(UnicodeGraphemes.Vowel, GraphemeKind.Vowel)
        .Fill(UnicodeGraphemes.Trail, GraphemeKind.Trail);

    public static GraphemeKind Of(int codePoint)
    {
        if (codePoint is >= FirstSyllable and <= LastSyllable)
        {
            return (codePoint - FirstSyllable) % Trails == 0 ? GraphemeKind.OpenSyllable : GraphemeKind.ClosedSyllable;
        }

        return Table[codePoint];
    }
}
