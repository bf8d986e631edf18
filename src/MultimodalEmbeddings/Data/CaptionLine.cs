namespace MultimodalEmbeddings.Data;

/// <summary>A line of a caption file.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Without its end.</param>
internal readonly record struct CaptionLine(int Number, string Text)
{
    /// <summary>
    /// Takes a file apart as Python's <c>open</c> does: lines end at LF, CR LF or CR, not at U+2028, U+0085, VT or FF. What ends
    /// with a line's end has no further line.
    /// </summary>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Bytes)> Split(ReadOnlyMemory<byte> text)
    {
        for (var number = 1; !text.IsEmpty; number++)
        {
            var end = text.Span.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                yield return (number, text);
                yield break;
            }

            yield return (number, text[..end]);
            text = text[(end + (text.Span[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
    }
}
