using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>
/// Numbers at which readers break: around 0, around the ends of each width, and sizes that overflow when multiplied.
/// </summary>
internal static class Interesting
{
    public static readonly byte[] Bytes = [0x00, 0x01, 0x7F, 0x80, 0xFF, 0x0A, 0x20, 0x22, 0x2F, 0x5B, 0x7B];

    public static readonly long[] Integers =
    [
        0, 1, 2, 3, 7, 8, 16, 63, 64, 65, 100, 127, 128, 255, 256, 1023, 4096, 32767, 32768, 65535, 65536, 1 << 20, (1 << 24) - 1,
        1 << 24, (1 << 30) - 1, 1 << 30, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32,
        (1L << 32) + 1, 1L << 40,
        1L << 53, 1L << 61, 1L << 62, long.MaxValue - 7, long.MaxValue, -1, -2, -8, -128, -32768, int.MinValue, -(1L << 32),
        long.MinValue,
    ];

    /// <summary>An integer of 1, 2, 4 or 8 bytes, little-endian or big-endian.</summary>
    public static byte[] Integer(Dice dice)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, dice.Pick(Integers));
        var width = 1 << dice.Below(4);
        var number = bytes[..width];
        if (dice.OnceIn(2))
        {
            Array.Reverse(number);
        }

        return number;
    }
}
