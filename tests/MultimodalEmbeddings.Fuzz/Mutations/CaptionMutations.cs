using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to a table of captions: to marks between columns, quotes, names and line ends.</summary>
internal static class CaptionMutations
{
    private static readonly byte[][] Marks =
    [
        .. new[]
        {
            "\"", "\"\"", ",", "|", "| ", "#", "\t", "\r", "\n", "\r\n", "\"\n", ",\"", "#0\t", "0| 1| ", "../", "/", "\\", "C:",
            "image,caption\n", "image_name| comment_number| comment\n", "\u2028", "\u0085", "\u001C", "\uFEFF", "\0", "{", "[",
            "\U0001F415", "\u0301",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE],
    ];

    private static readonly SearchValues<byte> Single = SearchValues.Create("\",|#\t\r\n"u8);

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("insert a mark", (file, dice) => Splice.Insert(file, dice.Below(file.Length + 1), dice.Pick(Marks))),
        new("begin with a mark", (file, dice) => Splice.Insert(file, 0, dice.Pick(Marks))),
        new("exchange a mark", ExchangeMark),
        new("remove a mark", (file, dice) => MarkIn(file, dice) is { } at ? Splice.Remove(file, at, at + 1) : null),
        new("repeat a mark", (file, dice) =>
            Splice.Insert(file, dice.Below(file.Length + 1), Splice.Repeat(dice.Pick(Marks), 20_000))),
        .. LineMutations.All,
    ];

    /// <summary>The same within gzip.</summary>
    public static IReadOnlyList<Mutation> Packed { get; } =
    [
        .. All.Select(inner => new Mutation($"gzip: {inner.Name}", (file, dice) =>
            Unpack(file) is { } text && inner.Apply(text, dice) is { } damaged ? Pack(damaged) : null)),
        new("gzip: a bomb", (file, dice) => dice.OnceIn(20) ? Pack(new byte[20 << 20]) : null),
        .. ByteMutations.All,
    ];

    public static byte[] Pack(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }

    private static byte[]? Unpack(byte[] file)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            var text = new byte[1 << 20];
            return text[..gzip.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int? MarkIn(byte[] file, Dice dice)
    {
        var start = dice.Below(file.Length + 1);
        var found = file.AsSpan(start).IndexOfAny(Single);
        return found < 0 ? null : start + found;
    }

    private static byte[]? ExchangeMark(byte[] file, Dice dice) =>
        MarkIn(file, dice) is { } at ? Splice.Replace(file, at, at + 1, dice.Pick(Marks)) : null;
}
