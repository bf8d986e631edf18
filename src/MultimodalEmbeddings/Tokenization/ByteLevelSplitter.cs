namespace MultimodalEmbeddings.Tokenization;

/// <summary>Words as GPT-2 sees them: runs of letters, of numbers, of other characters, or of white space.</summary>
/// <remarks>
/// A contraction is a word, and a run takes one space before it.
/// The pattern of Radford et al. 2019,
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, by hand.
/// </remarks>
internal sealed class ByteLevelSplitter : IWordSplitter
{
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
        var contraction = WordPattern.ContractionLength(text);
        if (contraction > 0)
        {
            return contraction;
        }

        var space = text[0] == ' ' && text.Length > 1 ? 1 : 0;
        var kind = WordPattern.KindAt(text[space..], out _);
        return kind == CharacterKind.Space ? SpaceLength(text) : space + WordPattern.RunLength(text[space..], kind);
    }

    /// <summary>White space that a word follows leaves its last character to that word.</summary>
    private static int SpaceLength(ReadOnlySpan<char> text)
    {
        var length = WordPattern.RunLength(text, CharacterKind.Space);
        return length > 1 && length < text.Length ? length - 1 : length;
    }
}
