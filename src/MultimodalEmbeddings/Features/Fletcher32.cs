using System.Buffers.Binary;

namespace MultimodalEmbeddings.Features;

/// <summary>Fletcher's checksum over 16-bit words, the high byte first, as HDF5 takes it.</summary>
/// <remarks>Fletcher 1982; an odd last byte counts as the high one of a word.</remarks>
internal static class Fletcher32
{
    private const int WordsWithoutCarry = 360; // so many sums fit 32 bits

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (first, second) = (0u, 0u);
        while (bytes.Length >= sizeof(ushort))
        {
            var part = bytes[..(Math.Min(WordsWithoutCarry, bytes.Length / sizeof(ushort)) * sizeof(ushort))];
            bytes = bytes[part.Length..];
            for (; !part.IsEmpty; part = part[sizeof(ushort)..])
            {
                first += BinaryPrimitives.ReadUInt16BigEndian(part);
                second += first;
            }

            (first, second) = (Fold(first), Fold(second));
        }

        if (!bytes.IsEmpty)
        {
            first = Fold(first + ((uint)bytes[0] << 8));
            second = Fold(second + first);
        }

        return (Fold(second) << 16) | Fold(first);
    }

    private static uint Fold(uint sum) => (sum & 0xFFFF) + (sum >> 16);
}
