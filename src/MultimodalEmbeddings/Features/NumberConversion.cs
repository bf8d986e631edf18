using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MultimodalEmbeddings.Features;

/// <summary>Stored numbers to float32, rounded to the nearest, of two equally near ones to the even.</summary>
internal static class NumberConversion
{
    /// <param name="source">The bytes of the numbers; they need not be aligned.</param>
    /// <param name="type">How they are stored.</param>
    /// <param name="destination">Receives one float per number; exactly that long.</param>
    public static void Convert(ReadOnlySpan<byte> source, NumberType type, Span<float> destination)
    {
        if (type is { Kind: NumberKind.Float, Size: sizeof(float), IsBigEndian: false })
        {
            source.CopyTo(MemoryMarshal.AsBytes(destination));
            return;
        }

        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = Value(Bits(source.Slice(i * type.Size, type.Size), type.IsBigEndian), type);
        }
    }

    private static ulong Bits(ReadOnlySpan<byte> number, bool isBigEndian) => (number.Length, isBigEndian) switch
    {
        (1, _) => number[0],
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(number),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(number),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(number),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(number),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(number),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(number),
    };

    private static float Value(ulong bits, NumberType type) => (type.Kind, type.Size) switch
    {
        (NumberKind.Float, 2) => (float)BitConverter.UInt16BitsToHalf((ushort)bits),
        (NumberKind.Float, 4) => BitConverter.UInt32BitsToSingle((uint)bits),
        (NumberKind.Float, _) => (float)BitConverter.UInt64BitsToDouble(bits),
        (NumberKind.BrainFloat, _) => BitConverter.UInt32BitsToSingle((uint)bits << 16),
        (NumberKind.Signed, 1) => (sbyte)bits,
        (NumberKind.Signed, 2) => (short)bits,
        (NumberKind.Signed, 4) => (int)bits,
        (NumberKind.Signed, _) => (long)bits,
        _ => Unsigned(bits),
    };

    // Halved with its lowest bit kept, a number beyond 63 bits rounds as it would whole.
    private static float Unsigned(ulong value) =>
        value <= long.MaxValue ? (long)value : 2f * (long)((value >> 1) | (value & 1));
}
