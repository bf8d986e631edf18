using System.Buffers;
using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Finds added tokens: the leftmost first, of several at one place the longest.</summary>
internal sealed class AddedTokenSplitter
{
    private readonly SearchValues<string> _search;
    private readonly ILookup<char, (string Text, AddedToken Token)> _byFirst;

    /// <param name="tokens">What to look for, with the text to find; texts are not empty.</param>
    public AddedTokenSplitter(IReadOnlyCollection<(string Text, AddedToken Token)> tokens)
    {
        _search = SearchValues.Create([.. tokens.Select(token => token.Text)], StringComparison.Ordinal);
        _byFirst = tokens.OrderByDescending(token => token.Text.Length).ToLookup(token => token.Text[0]);
    }

    /// <summary>The pieces of a text in order: plain text, or an added token in place of its text.</summary>
    public IEnumerable<(string? Text, AddedToken? Token)> Split(string text)
    {
        var done = 0;
        foreach (var (token, start, end) in Matches(text))
        {
            var from = token.LeftStrip ? StartOfSpaceBefore(text, start) : start;
            if (from > done)
            {
                yield return (text[done..from], null);
            }

            yield return (null, token);
            done = token.RightStrip ? EndOfSpaceBehind(text, end) : end;
        }

        if (done < text.Length)
        {
            yield return (done == 0 ? text : text[done..], null);
        }
    }

    private IEnumerable<(AddedToken Token, int Start, int End)> Matches(string text)
    {
        var position = 0;
        while (IndexOfAny(text, position) is var start and >= 0)
        {
            var (found, token) = _byFirst[text[start]].First(candidate => StartsWith(text, start, candidate.Text));
            position = start + found.Length;
            if (!token.SingleWord || StandsAlone(text, start, position))
            {
                yield return (token, start, position);
            }
        }
    }

    private int IndexOfAny(string text, int position)
    {
        var index = text.AsSpan(position).IndexOfAny(_search);
        return index < 0 ? index : position + index;
    }

    private static bool StartsWith(string text, int start, string value) =>
        text.AsSpan(start).StartsWith(value, StringComparison.Ordinal);

    private static int StartOfSpaceBefore(string text, int start)
    {
        while (start > 0 && WhiteSpace.Contains(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static int EndOfSpaceBehind(string text, int end)
    {
        while (end < text.Length && WhiteSpace.Contains(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool StandsAlone(string text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var before, out _);
        Rune.DecodeFromUtf16(text.AsSpan(end), out var behind, out _);
        return (start == 0 || !WordCharacters.Contains(before)) && (end == text.Length || !WordCharacters.Contains(behind));
    }
}
