namespace MultimodalEmbeddings.Tokenization;

/// <summary>The 256 printable characters that GPT-2 writes bytes as.</summary>
internal static class ByteSymbols
{
    /// <summary>The symbol of each byte.</summary>
    /// <remarks>Printable characters of Latin-1 stand for themselves; U+0100 and on for the other bytes in their order.</remarks>
    public static IReadOnlyList<string> All { get; } = [.. List()];

    private static IEnumerable<string> List()
    {
        var next = 0x100;
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            var isPrintable = value is (> ' ' and < 0x7F) or (> 0xA0 and not 0xAD);
            yield return ((char)(isPrintable ? value : next++)).ToString();
        }
    }
}
