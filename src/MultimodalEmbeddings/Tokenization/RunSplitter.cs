using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary><c>Whitespace</c>: runs of word characters and runs of what is neither those nor white space.</summary>
/// <remarks>The pattern <c>\w+|[^\w\s]+</c>.</remarks>
internal sealed class RunSplitter : IWordSplitter
{
    private enum Kind : byte
    {
        Other,
        Word,
        Space,
    }

    private static readonly CodePointTable<Kind> Kinds = new CodePointTable<Kind>()
        .Fill(UnicodeProperties.Word, Kind.Word)
        .Fill(UnicodeClasses.WhiteSpace, Kind.Space);

    public bool Split(ReadOnlySpan<char> text, WordTaker take)
    {
        while (!text.IsEmpty)
        {
            var length = RunLength(text, out var kind);
            if (kind != Kind.Space && !take(text[..length]))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static int RunLength(ReadOnlySpan<char> text, out Kind kind)
    {
        kind = KindAt(text, out var length);
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
