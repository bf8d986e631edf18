using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>Precompiled</c>: a character map, applied as Python's tokenizers do it.</summary>
/// <remarks>
/// A grapheme cluster of fewer than six bytes is looked up as a whole, and what its beginning stands for stands for all of it, so
/// that marks behind it are lost; longer clusters go character by character. SentencePiece itself knows no clusters.
/// </remarks>
internal sealed class CharacterMapNormalizer(CharacterMap map) : INormalizer
{
    private const int LongestCluster = 5;
    private const int LongestCharacter = 4;

    public double Growth => map.LongestReplacement;

    public string Normalize(string text)
    {
        if (map.KeepsPrintableAscii && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var output = new StringBuilder(text.Length + 16);
        for (var start = 0; start < text.Length;)
        {
            var length = GraphemeCluster.LengthOfFirst(text.AsSpan(start));
            AppendCluster(output, text.AsSpan(start, length));
            start += length;
        }

        return output.ToString();
    }

    private void AppendCluster(StringBuilder output, ReadOnlySpan<char> cluster)
    {
        Span<byte> bytes = stackalloc byte[LongestCluster];
        if (Encoding.UTF8.TryGetBytes(cluster, bytes, out var count) && map.Find(bytes[..count]) is { } replacement)
        {
            output.Append(replacement);
            return;
        }

        if (cluster.Length == 1)
        {
            output.Append(cluster[0]);
            return;
        }

        foreach (var rune in cluster.EnumerateRunes())
        {
            AppendCharacter(output, rune);
        }
    }

    private void AppendCharacter(StringBuilder output, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[LongestCharacter];
        if (map.Find(bytes[..rune.EncodeToUtf8(bytes)]) is { } replacement)
        {
            output.Append(replacement);
            return;
        }

        output.AppendRune(rune.Value);
    }
}
