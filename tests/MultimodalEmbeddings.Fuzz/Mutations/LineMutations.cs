using System.Text;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to a text of lines and of columns with tabs or spaces between them.</summary>
internal static class LineMutations
{
    private static readonly byte[][] Cells =
    [
        .. new[]
        {
            "", " ", "0", "-1", "2.5", "1e400", "NaN", "Infinity", "1,5", "\u0661", "\u200B", "\u2028", "\u0085", "\0", "\r",
            "\uFEFF", "#version: 0.2", "[CLS]", "[SEP]", "[PAD]", "[UNK]", "##", "##s", "a a", "\u0120 a", "<s>", "\U0001F600",
            "\u0301", "\u4E2D", "a b c d", "\t\t\t",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80],
    ];

    private static readonly byte[][] Separators = ["\t"u8.ToArray(), " "u8.ToArray(), "\r"u8.ToArray(), []];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of("remove a line", (_, _, _) => []),
        Of("repeat a line", (line, _, dice) => [.. line, (byte)'\n', .. Splice.Repeat([.. line, (byte)'\n'], dice.Few(10))]),
        Of("exchange a line", (_, _, dice) => [.. dice.Pick(Cells), (byte)'\n']),
        Of("add a line", (line, _, dice) => [.. line, (byte)'\n', .. dice.Pick(Cells), (byte)'\n']),
        Of("exchange a column", ExchangeColumn),
        Of("add to a line", (line, _, dice) => [.. line, .. dice.Pick(Separators), .. dice.Pick(Cells), (byte)'\n']),
        Of("make a line long", (line, _, dice) => [.. Splice.Repeat([.. line, .. dice.Pick(Cells)], 3000), (byte)'\n']),
        Of("take the line's end away", (line, _, _) => line),
        Of("copy another line", (_, file, dice) => LineOf(file, dice)),
    ];

    // A line comes without its end; what replaces it brings its own.
    private static Mutation Of(string name, Func<byte[], byte[], Dice, byte[]> damage) => new(name, (file, dice) =>
    {
        var (start, end) = Line(file, dice);
        return Splice.Replace(file, start, Math.Min(file.Length, end + 1), damage(file[start..end], file, dice));
    });

    private static (int Start, int End) Line(byte[] file, Dice dice)
    {
        var at = dice.Below(file.Length + 1);
        var start = file.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        var length = file.AsSpan(start).IndexOf((byte)'\n');
        return (start, length < 0 ? file.Length : start + length);
    }

    private static byte[] LineOf(byte[] file, Dice dice)
    {
        var (start, end) = Line(file, dice);
        return [.. file.AsSpan(start, end - start), (byte)'\n'];
    }

    private static byte[] ExchangeColumn(byte[] line, byte[] file, Dice dice)
    {
        var at = dice.Below(line.Length + 1);
        var start = line.AsSpan(0, at).LastIndexOfAny((byte)'\t', (byte)' ') + 1;
        var length = line.AsSpan(start).IndexOfAny((byte)'\t', (byte)' ');
        return [.. Splice.Replace(line, start, length < 0 ? line.Length : start + length, dice.Pick(Cells)), (byte)'\n'];
    }
}
