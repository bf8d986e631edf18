namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>zlib's CRC-32 of ASCII text, bit by bit.</summary>
internal static class Crc32
{
    public static uint Of(string ascii)
    {
        var crc = uint.MaxValue;
        foreach (var character in ascii)
        {
            crc = Table[(byte)(crc ^ character)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        }

        return value;
    }
}
