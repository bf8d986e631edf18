namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to any file, whatever it holds.</summary>
internal static class ByteMutations
{
    private const int LongestBlock = 64;

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("flip a bit", FlipBit),
        new("set a byte", SetByte),
        new("write an integer", WriteInteger),
        new("add to a byte", AddToByte),
        new("zero a range", (file, dice) => Fill(file, dice, 0)),
        new("fill a range", (file, dice) => Fill(file, dice, dice.Pick(Interesting.Bytes))),
        new("cut the end off", (file, dice) => file.Length == 0 ? null : file[..dice.Below(file.Length)]),
        new("cut some bytes of the end off", CutFewBytes),
        new("remove a range", RemoveRange),
        new("insert bytes", InsertBytes),
        new("append bytes", (file, dice) => [.. file, .. RandomBytes(dice)]),
        new("duplicate a range", DuplicateRange),
        new("exchange two ranges", ExchangeRanges),
        new("splice with another", SpliceWithOther),
        new("take a range of another", TakeFromOther),
    ];

    private static byte[]? FlipBit(byte[] file, Dice dice)
    {
        if (file.Length == 0)
        {
            return null;
        }

        var at = dice.Position(file.Length);
        return Splice.Overwrite(file, at, [(byte)(file[at] ^ (1 << dice.Below(8)))]);
    }

    private static byte[]? SetByte(byte[] file, Dice dice) =>
        file.Length == 0
            ? null
            : Splice.Overwrite(file, dice.Position(file.Length), [dice.OnceIn(2) ? dice.Byte() : dice.Pick(Interesting.Bytes)]);

    private static byte[]? WriteInteger(byte[] file, Dice dice) =>
        file.Length == 0 ? null : Splice.Overwrite(file, dice.Position(file.Length), Interesting.Integer(dice));

    private static byte[]? AddToByte(byte[] file, Dice dice)
    {
        if (file.Length == 0)
        {
            return null;
        }

        var at = dice.Position(file.Length);
        return Splice.Overwrite(file, at, [(byte)(file[at] + dice.Below(33) - 16)]);
    }

    private static byte[]? Fill(byte[] file, Dice dice, byte value)
    {
        var (start, end) = Range(file, dice);
        return start == end ? null : Splice.Overwrite(file, start, Splice.Repeat([value], end - start));
    }

    private static byte[]? CutFewBytes(byte[] file, Dice dice) =>
        file.Length == 0 ? null : file[..^Math.Min(file.Length, 1 + dice.Below(16))];

    private static byte[] RemoveRange(byte[] file, Dice dice)
    {
        var (start, end) = Range(file, dice);
        return Splice.Remove(file, start, end);
    }

    private static byte[] InsertBytes(byte[] file, Dice dice) =>
        Splice.Insert(file, dice.Position(file.Length + 1), RandomBytes(dice));

    private static byte[] DuplicateRange(byte[] file, Dice dice)
    {
        var (start, end) = Range(file, dice);
        var times = dice.OnceIn(8) ? dice.Below(1000) : 1;
        return Splice.Insert(file, dice.Position(file.Length + 1), Splice.Repeat(file.AsSpan(start, end - start), times));
    }

    private static byte[] ExchangeRanges(byte[] file, Dice dice)
    {
        var (start, end) = Range(file, dice);
        var moved = file.AsSpan(start, end - start).ToArray();
        var rest = Splice.Remove(file, start, end);
        return Splice.Insert(rest, dice.Position(rest.Length + 1), moved);
    }

    private static byte[]? SpliceWithOther(byte[] file, Dice dice) =>
        dice.Other.Length == 0
            ? null
            : [.. file.AsSpan(0, dice.Below(file.Length + 1)), .. dice.Other.AsSpan(dice.Below(dice.Other.Length))];

    private static byte[]? TakeFromOther(byte[] file, Dice dice)
    {
        var (start, end) = Range(dice.Other, dice);
        return start == end || file.Length == 0
            ? null
            : Splice.Overwrite(file, dice.Position(file.Length), dice.Other.AsSpan(start, end - start));
    }

    private static (int Start, int End) Range(byte[] file, Dice dice)
    {
        var start = dice.Position(file.Length + 1);
        return (start, Math.Min(file.Length, start + 1 + dice.Below(LongestBlock)));
    }

    private static byte[] RandomBytes(Dice dice)
    {
        var bytes = new byte[1 + dice.Below(16)];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = dice.OnceIn(2) ? dice.Byte() : dice.Pick(Interesting.Bytes);
        }

        return bytes;
    }
}
