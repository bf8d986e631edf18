using System.Text;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>Small random damage to a JSON text.</summary>
internal static class Mutation
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", "\"", ",", ":", " ", "\\", "\\ud800", "\0", "null", "true", "-1", "0", "1e400", "2.5", "NaN",
            "9223372036854775807", "18446744073709551616", "4294967296", "//", "..", "/", "\"a\":", "\"shape\":", "__metadata__",
            "[[[[[[[[",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc3], [0xed, 0xa0, 0x80],
    ];

    public static byte[] Of(byte[] original, Random random)
    {
        var text = new List<byte>(original);
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            Damage(text, random);
        }

        return [.. text];
    }

    private static void Damage(List<byte> text, Random random)
    {
        var start = random.Next(text.Count + 1);
        var length = Math.Min(random.Next(9), text.Count - start);
        switch (random.Next(4))
        {
            case 0:
                text.InsertRange(start, Tokens[random.Next(Tokens.Length)]);
                break;
            case 1:
                text.RemoveRange(start, length);
                break;
            case 2:
                text.InsertRange(random.Next(text.Count + 1), text.GetRange(start, length));
                break;
            default:
                text.RemoveRange(start, Math.Min(1, length));
                text.Insert(start, (byte)random.Next('0', '9' + 1));
                break;
        }
    }
}
