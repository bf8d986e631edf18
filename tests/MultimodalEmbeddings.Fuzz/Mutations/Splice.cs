namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Cuts and joins of byte arrays.</summary>
internal static class Splice
{
    /// <summary>The bytes with those from <paramref name="start"/> to <paramref name="end"/> exchanged.</summary>
    public static byte[] Replace(byte[] bytes, int start, int end, ReadOnlySpan<byte> replacement) =>
        [.. bytes.AsSpan(0, start), .. replacement, .. bytes.AsSpan(end)];

    public static byte[] Insert(byte[] bytes, int position, ReadOnlySpan<byte> inserted) =>
        Replace(bytes, position, position, inserted);

    public static byte[] Remove(byte[] bytes, int start, int end) => Replace(bytes, start, end, []);

    /// <summary>A copy with some bytes written over those at <paramref name="position"/>; what does not fit is cut off.</summary>
    public static byte[] Overwrite(byte[] bytes, int position, ReadOnlySpan<byte> written)
    {
        var copy = bytes.ToArray();
        written[..Math.Min(written.Length, copy.Length - position)].CopyTo(copy.AsSpan(position));
        return copy;
    }

    /// <summary>The bytes so many times over, within a bound on their length.</summary>
    public static byte[] Repeat(ReadOnlySpan<byte> bytes, int times)
    {
        const int Longest = 1 << 16;
        var count = Math.Min(times, Longest / Math.Max(1, bytes.Length));
        var repeated = new byte[count * bytes.Length];
        for (var i = 0; i < count; i++)
        {
            bytes.CopyTo(repeated.AsSpan(i * bytes.Length));
        }

        return repeated;
    }
}
