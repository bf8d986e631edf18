using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MultimodalEmbeddings.Data;

/// <summary>Tells data apart by their count and their SHA-256, as in "24, SHA-256 9f86d081…".</summary>
internal static class ContentDigest
{
    private const int ShownBytes = 16;

    public static string Of(IReadOnlyCollection<string> texts) =>
        Of(texts.Count, texts, static (hash, text) => Append(hash, MemoryMarshal.AsBytes(text.AsSpan())));

    public static string Of(IReadOnlyCollection<int[]> rows) =>
        Of(rows.Count, rows, static (hash, row) => Append(hash, MemoryMarshal.AsBytes(row.AsSpan())));

    public static string Of(FeatureMatrix features) => Of(
        features.Rows,
        Enumerable.Range(0, features.Rows),
        (hash, row) => Append(hash, MemoryMarshal.AsBytes(features.Row(row))));

    private static string Of<T>(int count, IEnumerable<T> items, Action<IncrementalHash, T> append)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items)
        {
            append(hash, item);
        }

        return $"{count}, SHA-256 {Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, ShownBytes))}";
    }

    /// <summary>With its length, so that "ab", "c" is not "a", "bc".</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
