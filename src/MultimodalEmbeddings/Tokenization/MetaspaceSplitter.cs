using System.Buffers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary><c>Metaspace</c>: a visible character in place of every space; each begins a word.</summary>
/// <remarks>Kudo and Richardson 2018, section 3.1: SentencePiece writes a space as U+2581.</remarks>
internal sealed class MetaspaceSplitter : IWordSplitter
{
    private const int ShortText = 128;

    /// <summary>What stands for a space.</summary>
    public char Replacement { get; init; } = '\u2581';

    /// <summary>Whether a text that does not begin with a space gets one.</summary>
    public bool AddPrefix { get; init; } = true;

    /// <summary>Whether a space begins a word; otherwise the whole text is one.</summary>
    public bool CutsAtSpaces { get; init; } = true;

    public bool Split(ReadOnlySpan<char> text, WordTaker take)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        var length = text.Length + 1;
        var rented = length > ShortText ? ArrayPool<char>.Shared.Rent(length) : null;
        var marked = rented is null ? stackalloc char[ShortText] : rented;
        var wanted = Cut(marked[..Mark(text, marked)], take);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return wanted;
    }

    /// <returns>How many characters of <paramref name="marked"/> are used.</returns>
    private int Mark(ReadOnlySpan<char> text, Span<char> marked)
    {
        var prefix = AddPrefix && text[0] != ' ' && text[0] != Replacement ? 1 : 0;
        marked[0] = Replacement;
        text.Replace(marked[prefix..], ' ', Replacement);
        return prefix + text.Length;
    }

    private bool Cut(ReadOnlySpan<char> marked, WordTaker take)
    {
        while (CutsAtSpaces && marked[1..].IndexOf(Replacement) is var next and >= 0)
        {
            if (!take(marked[..(next + 1)]))
            {
                return false;
            }

            marked = marked[(next + 1)..];
        }

        return take(marked);
    }
}
