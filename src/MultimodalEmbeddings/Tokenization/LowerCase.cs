using System.Globalization;
using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Lower case character by character, so without a final sigma.</summary>
/// <remarks>Depends neither on the culture nor on .NET's version of Unicode.</remarks>
internal static class LowerCase
{
    private static readonly CodePointTable<int> Differences = ReadDifferences();

    private static readonly Dictionary<int, string> Sequences = ReadSequences();

    public static string Of(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Append(output, rune);
        }

        return output.ToString();
    }

    public static void Append(StringBuilder output, Rune rune)
    {
        if (Sequences.TryGetValue(rune.Value, out var sequence))
        {
            output.Append(sequence);
            return;
        }

        output.AppendRune(rune.Value + Differences[rune.Value]);
    }

    /// <summary>Entries such as <c>41-5A:20</c> and <c>100-12E/2:1</c>: first, last, step, what to add.</summary>
    private static CodePointTable<int> ReadDifferences()
    {
        var table = new CodePointTable<int>();
        foreach (var entry in UnicodeClasses.LowerCase.Split(' '))
        {
            var parts = entry.Split(':');
            var span = parts[0].Split('/');
            var (first, last) = CodePointTable<int>.ParseRange(span[0]);
            for (var codePoint = first; codePoint <= last; codePoint += span.Length)   // "/2" is the only step but 1
            {
                table[codePoint] = Signed(parts[1]);
            }
        }

        return table;
    }

    private static Dictionary<int, string> ReadSequences() =>
        UnicodeClasses.LowerCaseSeveral.Split(' ').Select(entry => entry.Split(':')).ToDictionary(
            parts => Signed(parts[0]),
            parts => string.Concat(parts[1].Split('.').Select(code => new Rune(Signed(code)).ToString())));

    private static int Signed(string hex) => hex.StartsWith('-')
        ? -int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
