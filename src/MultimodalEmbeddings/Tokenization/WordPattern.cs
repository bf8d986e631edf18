using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>What a code point is to the patterns of byte-level tokenizers.</summary>
internal enum CharacterKind : byte
{
    Other,
    Letter,
    Number,
    Space,
}

/// <summary>What GPT-2's and CLIP's patterns have in common: contractions, and runs of one kind.</summary>
/// <remarks>
/// By hand: .NET's expressions take a letter above U+FFFF for two surrogates, and its Unicode changes with its version.
/// </remarks>
internal static class WordPattern
{
    private static readonly CodePointTable<CharacterKind> Kinds = new CodePointTable<CharacterKind>()
        .Fill(UnicodeClasses.Letter, CharacterKind.Letter)
        .Fill(UnicodeClasses.Number, CharacterKind.Number)
        .Fill(UnicodeClasses.WhiteSpace, CharacterKind.Space);

    /// <summary><c>'s|'t|'re|'ve|'m|'ll|'d</c>; 0 where none begins the text, which is not empty.</summary>
    public static int ContractionLength(ReadOnlySpan<char> text)
    {
        if (text[0] != '\'' || text.Length < 2)
        {
            return 0;
        }

        var hasTwoLetters = text.Length > 2 && text[1..3] is "re" or "ve" or "ll";
        return text[1] is 's' or 't' or 'm' or 'd' ? 2 : hasTwoLetters ? 3 : 0;
    }

    public static int RunLength(ReadOnlySpan<char> text, CharacterKind kind)
    {
        var length = 0;
        while (length < text.Length && KindAt(text[length..], out var width) == kind)
        {
            length += width;
        }

        return length;
    }

    public static CharacterKind KindAt(ReadOnlySpan<char> text, out int width)
    {
        Rune.DecodeFromUtf16(text, out var rune, out width);
        return Kinds[rune.Value];
    }
}
