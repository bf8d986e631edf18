using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to the segments of a JPEG file, whose lengths stay right, and to the coded picture behind them.</summary>
internal static class JpegMutations
{
    private const byte Mark = 0xFF;
    private const byte Scan = 0xDA;
    private const int Frame = 4;   // mark, kind and the two bytes of the length

    private static readonly byte[] Kinds =
        [0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC8, 0xC9, 0xCA, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xE0, 0xE1, 0xE2, 0xEE, 0xFE, 0xD9];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. ByteMutations.All.Select(inner => InSegment($"segment: {inner.Name}", (file, segment, dice) =>
            inner.Apply(file[(segment.Start + Frame)..segment.End], dice) is { } content
                ? Written(file[segment.Start + 1], content)
                : null)),
        InSegment("write the first fields", (file, segment, dice) => WriteField(file[segment.Start..segment.End], dice)),
        InSegment("exchange a segment's kind", (file, segment, dice) =>
            Written(dice.Pick(Kinds), file[(segment.Start + Frame)..segment.End])),
        InSegment("remove a segment", (_, _, _) => []),
        InSegment("repeat a segment", (file, segment, dice) =>
            Splice.Repeat(file.AsSpan(segment.Start, segment.End - segment.Start), dice.OnceIn(8) ? 1000 : 2)),
        InSegment("write a segment's length", (file, segment, dice) =>
            Splice.Overwrite(file[segment.Start..segment.End], 2, Interesting.Integer(dice))),
        new("copy a segment", CopySegment),
        .. ByteMutations.All.Select(inner => new Mutation($"scan: {inner.Name}", (file, dice) =>
            ScanStart(file) is { } start && inner.Apply(file[start..], dice) is { } coded
                ? [.. file.AsSpan(0, start), .. coded]
                : null)),
    ];

    private static Mutation InSegment(string name, Func<byte[], (int Start, int End), Dice, byte[]?> damage) =>
        new(name, (file, dice) =>
        {
            var segments = Segments(file);
            return segments.Count > 0 && dice.Pick(segments) is var segment && damage(file, segment, dice) is { } other
                ? Splice.Replace(file, segment.Start, segment.End, other)
                : null;
        });

    private static byte[]? CopySegment(byte[] file, Dice dice)
    {
        var segments = Segments(file);
        if (segments.Count == 0)
        {
            return null;
        }

        var (start, end) = dice.Pick(segments);
        return Splice.Insert(file, dice.Pick(segments).Start, file.AsSpan(start, end - start));
    }

    // Sizes, counts of components and of tables stand in the first bytes.
    private static byte[]? WriteField(byte[] segment, Dice dice) => segment.Length <= Frame
        ? null
        : Splice.Overwrite(segment, Frame + dice.Below(Math.Min(20, segment.Length - Frame)), Interesting.Integer(dice));

    private static byte[]? Written(byte kind, byte[] content)
    {
        if (content.Length > ushort.MaxValue - 2)
        {
            return null;
        }

        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [Mark, kind, .. length, .. content];
    }

    private static int? ScanStart(byte[] file) =>
        Segments(file) is { Count: > 0 } segments && file[segments[^1].Start + 1] == Scan ? segments[^1].End : null;

    /// <summary>The segments to the first scan, with it.</summary>
    private static List<(int Start, int End)> Segments(byte[] file)
    {
        var segments = new List<(int Start, int End)>();
        var position = 2;
        while (position + Frame <= file.Length && file[position] == Mark)
        {
            var end = position + 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(position + 2));
            if (end > file.Length || end < position + Frame)
            {
                break;
            }

            segments.Add((position, end));
            position = file[position + 1] == Scan ? file.Length : end;
        }

        return segments;
    }
}
