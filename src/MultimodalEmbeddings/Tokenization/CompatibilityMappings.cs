namespace MultimodalEmbeddings.Tokenization;

/// <summary>Full compatibility decompositions; null where the canonical one counts.</summary>
internal static class CompatibilityMappings
{
    public static CodePointTable<int[]?> Decomposition { get; } = Read();

    private static CodePointTable<int[]?> Read()
    {
        var table = new CodePointTable<int[]?>();
        foreach (var (codePoint, parts) in CodePointMappings.Read(UnicodeCompatibility.Mappings))
        {
            table[codePoint] = parts;
        }

        return table;
    }
}
