using System.Globalization;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Canonical decompositions, combining classes and compositions of Unicode 12.1, Hangul syllables left out.</summary>
internal static class CanonicalMappings
{
    /// <summary>Combining class, 0 for starters.</summary>
    public static CodePointTable<byte> CombiningClass { get; } = ReadCombiningClasses();

    /// <summary>Full decomposition, not reordered; null where a code point is its own.</summary>
    public static CodePointTable<int[]?> Decomposition { get; } = ReadDecompositions();

    /// <summary>What two code points compose to.</summary>
    public static IReadOnlyDictionary<(int First, int Second), int> Composition { get; } = ReadCompositions();

    private static CodePointTable<byte> ReadCombiningClasses()
    {
        var table = new CodePointTable<byte>();
        byte current = 0;
        foreach (var word in UnicodeDecompositions.CombiningClasses.Split(' '))
        {
            if (word.EndsWith(':'))
            {
                current = byte.Parse(word.AsSpan(0, word.Length - 1), CultureInfo.InvariantCulture);
                continue;
            }

            table.Fill(word, current);
        }

        return table;
    }

    private static CodePointTable<int[]?> ReadDecompositions()
    {
        var single = Steps().ToDictionary(mapping => mapping.CodePoint, mapping => mapping.Parts);
        var table = new CodePointTable<int[]?>();
        foreach (var codePoint in single.Keys)
        {
            table[codePoint] = Expand(codePoint, single).ToArray();
        }

        return table;
    }

    private static IEnumerable<int> Expand(int codePoint, Dictionary<int, int[]> single) =>
        single.TryGetValue(codePoint, out var parts) ? parts.SelectMany(part => Expand(part, single)) : [codePoint];

    private static Dictionary<(int, int), int> ReadCompositions()
    {
        var excluded = new CodePointTable<bool>().Fill(UnicodeDecompositions.NotComposed, true);
        return Steps().Where(mapping => mapping.Parts.Length == 2 && !excluded[mapping.CodePoint])
            .ToDictionary(mapping => (mapping.Parts[0], mapping.Parts[1]), mapping => mapping.CodePoint);
    }

    private static IEnumerable<(int CodePoint, int[] Parts)> Steps() => CodePointMappings.Read(UnicodeDecompositions.Mappings);
}
