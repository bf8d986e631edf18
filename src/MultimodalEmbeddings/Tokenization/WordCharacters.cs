using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>What <c>\w</c> finds.</summary>
internal static class WordCharacters
{
    private static readonly CodePointTable<bool> Table = new CodePointTable<bool>().Fill(UnicodeProperties.Word, true);

    public static bool Contains(Rune rune) => Table[rune.Value];
}
