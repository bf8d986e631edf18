using System.Globalization;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>What code points decompose to, as the tables write it.</summary>
internal static class CodePointMappings
{
    /// <param name="table"><c>C0:</c> goes to U+00C0; each <c>41.300</c> is the next code point's.</param>
    public static IEnumerable<(int CodePoint, int[] Parts)> Read(string table)
    {
        var next = 0;
        foreach (var word in table.Split(' '))
        {
            if (word.EndsWith(':'))
            {
                next = Hex(word[..^1]);
                continue;
            }

            yield return (next++, word.Split('.').Select(Hex).ToArray());
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
