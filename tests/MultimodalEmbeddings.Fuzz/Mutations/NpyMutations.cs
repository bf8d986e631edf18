using System.Buffers.Binary;
using System.Text;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to an NPY array: to the text of its header, behind a length that stays right, and to its values.</summary>
internal static class NpyMutations
{
    private const int Start = 10;   // signature, version and the two bytes of the header's length

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "'descr'", "'fortran_order'", "'shape'", "'<f4'", "'<f2'", "'>f8'", "'|i1'", "'|u1'", "'|b1'", "'<i8'", "'>u8'",
            "'|O'", "'<c8'", "'<f16'", "'<U3'", "'|S4'", "'<f44'", "'='", "''", "\"<f4\"", "True", "False", "None", "(3, 4)",
            "(4, 3)", "(12,)", "()", "(3, 4, 1)", "(3, 1, 4)", "(1, 3, 4)", "(3L, 4L)", "(0, 4)", "(3, 0)", "(-3, -4)", "(3, 4",
            "((3), 4)", "(4294967296, 4294967296)", "(2147483647, 2147483647)", "(2147483648, 1)", "(9223372036854775807, 2)", "(+3, 4)",
            "(3.0, 4)", "(3, 4,)", "(99999999999999999999, 1)", "[('a', '<f4')]", "__import__('os')", "{", "}", ":", ",", "\n",
            "\0", "'", "#", "\u00E9", "\u0663",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Marks = [.. "'\"(){}[],: ".Select(mark => new[] { (byte)mark })];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        InHeader("exchange a word", ExchangeWord),
        InHeader("exchange a word", ExchangeWord),
        InHeader("insert a word", (header, dice) => Splice.Insert(header, dice.Below(header.Length + 1), dice.Pick(Words))),
        InHeader("repeat the header's text", (header, dice) => Splice.Repeat(header, 2 + dice.Below(2000))),
        InHeader("many axes", (header, dice) => ManyAxes(header, 1 + dice.Below(100))),
        InHeader("many digits", (header, dice) =>
            Splice.Insert(header, dice.Below(header.Length + 1), Splice.Repeat("9"u8, 400))),
        .. ByteMutations.All.Select(inner => InHeader(inner.Name, inner.Apply)),
        .. ByteMutations.All.Select(InValues),
        new("write the version or the length", (file, dice) =>
            file.Length < Start ? null : Splice.Overwrite(file, 6 + dice.Below(6), Interesting.Integer(dice).AsSpan(0, 1))),
    ];

    private static Mutation InHeader(string name, Func<byte[], Dice, byte[]?> damage) => new($"header: {name}", (file, dice) =>
        HeaderEnd(file) is { } end && damage(file[Start..end], dice) is { Length: <= ushort.MaxValue } header
            ? [.. file.AsSpan(0, Start - 2), .. LengthOf(header), .. header, .. file.AsSpan(end)]
            : null);

    private static Mutation InValues(Mutation inner) => new($"values: {inner.Name}", (file, dice) =>
        HeaderEnd(file) is { } end && inner.Apply(file[end..], dice) is { } values ? [.. file.AsSpan(0, end), .. values] : null);

    private static int? HeaderEnd(byte[] file) =>
        file.Length >= Start && Start + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)) is var end && end <= file.Length
            ? end
            : null;

    private static byte[] LengthOf(byte[] header) => BitConverter.GetBytes((ushort)header.Length);

    /// <summary>Writes over what stands between two marks.</summary>
    private static byte[]? ExchangeWord(byte[] header, Dice dice)
    {
        if (header.Length == 0)
        {
            return null;
        }

        var start = dice.Below(header.Length);
        var length = header.AsSpan(start).IndexOf(dice.Pick(Marks));
        return Splice.Replace(header, start, length < 0 ? header.Length : start + length, dice.Pick(Words));
    }

    private static byte[]? ManyAxes(byte[] header, int count)
    {
        var end = header.AsSpan().LastIndexOf((byte)')');
        return end < 0 ? null : Splice.Insert(header, end, Splice.Repeat(", 1"u8, count));
    }
}
