using System.Text.RegularExpressions;

namespace Quickstart.Scenes;

/// <summary>The vocabulary of a tokenizer that knows the words of some texts whole.</summary>
internal static partial class WordList
{
    public static IReadOnlyList<string> Of(IEnumerable<string> texts)
    {
        var words = texts.SelectMany(text => Word().Matches(text.ToLowerInvariant())).Select(match => match.Value);
        return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. words.Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"[a-z]+|[.,]")]
    private static partial Regex Word();
}
