namespace MultimodalEmbeddings.Tokenization;

/// <summary>Words as CLIP sees them: runs of letters, single numbers, runs of other characters; white space goes.</summary>
/// <remarks>A contraction is a word. The pattern of Radford et al. 2021, by hand; texts are in lower case already.</remarks>
internal sealed class ClipSplitter : IWordSplitter
{
    private const string Words = @"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";
    private const string SpecialWords = @"<\|startoftext\|>|<\|endoftext\|>|";

    private static readonly string[] Specials = ["<|startoftext|>", "<|endoftext|>"];

    private readonly bool _findsSpecials;

    private ClipSplitter(bool findsSpecials)
    {
        _findsSpecials = findsSpecials;
    }

    /// <summary>Takes the spelling of a special token for one word where a word begins with it.</summary>
    public static ClipSplitter WithSpecials { get; } = new(findsSpecials: true);

    /// <summary>CLIP's pattern, with or without the special tokens' spelling before the rest.</summary>
    /// <returns>Null for any other expression: none from a file is run.</returns>
    public static ClipSplitter? Parse(string expression) => expression switch
    {
        SpecialWords + Words => WithSpecials,
        Words => new ClipSplitter(findsSpecials: false),
        _ => null,
    };

    public bool Split(ReadOnlySpan<char> text, WordTaker take)
    {
        while (!text.IsEmpty)
        {
            var kind = WordPattern.KindAt(text, out var width);
            var length = kind == CharacterKind.Number ? width : WordLength(text, kind);
            if (kind != CharacterKind.Space && !take(text[..length]))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private int WordLength(ReadOnlySpan<char> text, CharacterKind kind)
    {
        var fixedLength = Math.Max(SpecialLength(text), WordPattern.ContractionLength(text));
        return fixedLength > 0 ? fixedLength : WordPattern.RunLength(text, kind);
    }

    private int SpecialLength(ReadOnlySpan<char> text)
    {
        if (!_findsSpecials || text[0] != '<')
        {
            return 0;
        }

        foreach (var special in Specials)
        {
            if (text.StartsWith(special, StringComparison.Ordinal))
            {
                return special.Length;
            }
        }

        return 0;
    }
}
