namespace MultimodalEmbeddings.Tokenization;

/// <summary>Unicode's White_Space; all of it lies below U+10000.</summary>
internal static class WhiteSpace
{
    private static readonly CodePointTable<bool> Table = new CodePointTable<bool>().Fill(UnicodeClasses.WhiteSpace, true);

    public static bool Contains(char character) => Table[character];
}
