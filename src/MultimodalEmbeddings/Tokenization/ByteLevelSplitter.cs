using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Words as GPT-2 sees them: runs of letters, of numbers, of other characters, or of white space.</summary>
/// <remarks>
/// A contraction is a word, and a run takes one space before it.
/// The pattern of Radford et al. 2019,
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, by hand:
/// .NET's expressions take a letter above U+FFFF for two surrogates, and its Unicode changes with its version.
/// </remarks>
internal sealed class ByteLevelSplitter : IWordSplitter
{
    private enum Kind : byte
    {
        Other,
        Letter,
        Number,
        Space,
    }

    private static readonly CodePointTable<Kind> Kinds = new CodePointTable<Kind>()
        .Fill(UnicodeClasses.Letter, Kind.Letter)
        .Fill(UnicodeClasses.Number, Kind.Number)
        .Fill(UnicodeClasses.WhiteSpace, Kind.Space);

    /// <summary>Whether a text that does not begin with a space gets one.</summary>
    public bool AddPrefixSpace { get; init; }

    /// <summary>Whether the pattern cuts; otherwise the whole text is one word.</summary>
    public bool UsesPattern { get; init; } = true;

    public bool Split(ReadOnlySpan<char> text, WordTaker take)
    {
        if (AddPrefixSpace && !text.IsEmpty && text[0] != ' ')
        {
            text = string.Concat(" ", text);
        }

        while (!text.IsEmpty)
        {
            var length = UsesPattern ? WordLength(text) : text.Length;
            if (!take(text[..length]))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var contraction = ContractionLength(text);
        if (contraction > 0)
        {
            return contraction;
        }

        var space = text[0] == ' ' && text.Length > 1 ? 1 : 0;
        var kind = KindAt(text[space..], out _);
        return kind == Kind.Space ? SpaceLength(text) : space + RunLength(text[space..], kind);
    }

    private static int ContractionLength(ReadOnlySpan<char> text)
    {
        if (text[0] != '\'' || text.Length < 2)
        {
            return 0;
        }

        var hasTwoLetters = text.Length > 2 && text[1..3] is "re" or "ve" or "ll";
        return text[1] is 's' or 't' or 'm' or 'd' ? 2 : hasTwoLetters ? 3 : 0;
    }

    /// <summary>White space that a word follows leaves its last character to that word.</summary>
    private static int SpaceLength(ReadOnlySpan<char> text)
    {
        var length = RunLength(text, Kind.Space);
        return length > 1 && length < text.Length ? length - 1 : length;
    }

    private static int RunLength(ReadOnlySpan<char> text, Kind kind)
    {
        var length = 0;
        while (length < text.Length && KindAt(text[length..], out var width) == kind)
        {
            length += width;
        }

        return length;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int width)
    {
        Rune.DecodeFromUtf16(text, out var rune, out width);
        return Kinds[rune.Value];
    }
}
