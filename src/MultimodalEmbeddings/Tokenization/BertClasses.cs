namespace MultimodalEmbeddings.Tokenization;

/// <summary>What a code point is to BERT.</summary>
internal enum BertClass : byte
{
    Kept,
    Removed,
    Space,
    Punctuation,
    Ideograph,
}

/// <summary>The class of every code point.</summary>
internal static class BertClasses
{
    private static readonly CodePointTable<BertClass> Table = new CodePointTable<BertClass>()
        .Fill(UnicodeClasses.BertRemoved, BertClass.Removed)
        .Fill(UnicodeClasses.BertSpace, BertClass.Space)
        .Fill(UnicodeClasses.BertPunctuation, BertClass.Punctuation)
        .Fill(UnicodeClasses.BertIdeograph, BertClass.Ideograph);

    public static BertClass Of(int codePoint) => Table[codePoint];
}
