using System.Globalization;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>A run of one character, or of white space.</summary>
/// <param name="Character">Null for white space of any kind.</param>
/// <param name="Least">How long the run is at least; at least 1.</param>
internal sealed record RunPattern(char? Character, int Least)
{
    private const string WhiteSpaceClass = @"\s";
    private const string Special = @"\.+*?()|[]{}^$";

    /// <summary>Any run of white space: <c>\s+</c>.</summary>
    public static RunPattern AnySpace { get; } = new(null, 1);

    public bool Matches(char character) =>
        Character is { } own ? character == own : WhiteSpace.Contains(character);

    /// <summary>One character or <c>\s</c>, then <c>+</c> or <c>{n,}</c>: what the files of sentence encoders ask for.</summary>
    /// <returns>Null for any other expression.</returns>
    public static RunPattern? Parse(string expression)
    {
        var isSpace = expression.StartsWith(WhiteSpaceClass, StringComparison.Ordinal);
        var end = isSpace ? WhiteSpaceClass.Length : 1;
        if (expression.Length <= end || !(isSpace || IsPlain(expression[0])))
        {
            return null;
        }

        var least = LeastOf(expression.AsSpan(end));
        return least > 0 ? new RunPattern(isSpace ? null : expression[0], least) : null;
    }

    private static bool IsPlain(char character) =>
        !char.IsSurrogate(character) && !Special.Contains(character, StringComparison.Ordinal);

    /// <returns>0 where it is no quantifier that is known.</returns>
    private static int LeastOf(ReadOnlySpan<char> quantifier)
    {
        if (quantifier is "+")
        {
            return 1;
        }

        var isBraced = quantifier.Length > 3 && quantifier[0] == '{' && quantifier.EndsWith(",}");
        return isBraced && int.TryParse(quantifier[1..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var least)
            ? least
            : 0;
    }
}
