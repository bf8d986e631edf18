using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Extended grapheme clusters: what a reader takes for one character.</summary>
/// <remarks>
/// Unicode Standard Annex #29 of Unicode 17, rules GB3 to GB13. .NET's StringInfo follows the runtime's Unicode and has no
/// conjuncts (GB9c).
/// </remarks>
internal struct GraphemeCluster(GraphemeKind first)
{
    private GraphemeKind _last = first;
    private bool _oddIndicators = first == GraphemeKind.RegionalIndicator;
    private bool _inPictograph = first == GraphemeKind.Pictograph;
    private bool _inConjunct = first == GraphemeKind.Consonant;
    private bool _isLinked;

    /// <summary>How many characters, in UTF-16, the first cluster of a text has; the text is not empty.</summary>
    public static int LengthOfFirst(ReadOnlySpan<char> text)
    {
        var cluster = new GraphemeCluster(KindAt(text, out var length));
        while (length < text.Length && cluster.TryAppend(KindAt(text[length..], out var width)))
        {
            length += width;
        }

        return length;
    }

    private bool TryAppend(GraphemeKind next)
    {
        if (!Joins(next))
        {
            return false;
        }

        var extends = next is GraphemeKind.Extend or GraphemeKind.Linker or GraphemeKind.Joiner;
        _inPictograph = next == GraphemeKind.Pictograph
            || (_inPictograph && _last != GraphemeKind.Joiner && (extends || next == GraphemeKind.NonJoiner));
        _isLinked = next == GraphemeKind.Linker || (_isLinked && extends);
        _inConjunct = next == GraphemeKind.Consonant || (_inConjunct && extends);
        _oddIndicators = next == GraphemeKind.RegionalIndicator && !_oddIndicators;
        _last = next;
        return true;
    }

    private readonly bool Joins(GraphemeKind next) => (_last, next) switch
    {
        (GraphemeKind.CarriageReturn, GraphemeKind.LineFeed) => true,
        (GraphemeKind.CarriageReturn or GraphemeKind.LineFeed or GraphemeKind.Control, _) => false,
        (_, GraphemeKind.CarriageReturn or GraphemeKind.LineFeed or GraphemeKind.Control) => false,
        (_, GraphemeKind.Extend or GraphemeKind.NonJoiner or GraphemeKind.Linker or GraphemeKind.Joiner) => true,
        (_, GraphemeKind.SpacingMark) => true,
        (GraphemeKind.Prepend, _) => true,
        (_, GraphemeKind.Consonant) => _inConjunct && _isLinked,
        (GraphemeKind.Joiner, GraphemeKind.Pictograph) => _inPictograph,
        (GraphemeKind.RegionalIndicator, GraphemeKind.RegionalIndicator) => _oddIndicators,
        _ => IsOneSyllable(_last, next),
    };

    private static bool IsOneSyllable(GraphemeKind last, GraphemeKind next) => last switch
    {
        GraphemeKind.Lead => next is GraphemeKind.Lead or GraphemeKind.Vowel
            or GraphemeKind.OpenSyllable or GraphemeKind.ClosedSyllable,
        GraphemeKind.OpenSyllable or GraphemeKind.Vowel => next is GraphemeKind.Vowel or GraphemeKind.Trail,
        GraphemeKind.ClosedSyllable or GraphemeKind.Trail => next is GraphemeKind.Trail,
        _ => false,
    };

    private static GraphemeKind KindAt(ReadOnlySpan<char> text, out int width)
    {
        Rune.DecodeFromUtf16(text, out var rune, out width);
        return GraphemeKinds.Of(rune.Value);
    }
}
