using System.Text;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to a zip archive: to the fields of its records, and to what they hold behind fields that stay right.</summary>
internal static class ZipMutations
{
    private const int BombLength = 100 << 20;   // bytes, in some hundred kilobytes of file

    private static readonly (byte[] Signature, (int At, int Width)[] Fields)[] Headers =
    [
        ("PK\x03\x04"u8.ToArray(), [(4, 2), (6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)]),
        ("PK\x01\x02"u8.ToArray(), [(8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (38, 4), (42, 4)]),
        ("PK\x05\x06"u8.ToArray(), [(4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)]),
        ("PK\x06\x06"u8.ToArray(), [(4, 8), (24, 8), (32, 8), (40, 8), (48, 8)]),
        ("PK\x06\x07"u8.ToArray(), [(4, 4), (8, 8), (16, 4)]),
    ];

    private static readonly byte[][] Names =
    [
        .. new[]
        {
            "../pwned", "/tmp/pwned", "archive/data.pkl", "archive/data/0", "archive/data/999999999999", "archive/byteorder",
            "archive/version", "data.pkl", "archive/constants.pkl", "archive\\data.pkl", "x/data.pkl", "", "archive/data/-1",
            "archive/.format_version", "other/data/0", "features.npy", "arr_0.npy", "../features.npy", ".npy",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly Lazy<ZipRecord> Bomb = new(() => ZipRecord.Deflated([], new byte[BombLength]));

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("write a record's field", WriteField),
        new("write a record's field twice", (file, dice) => WriteField(file, dice) is { } once ? WriteField(once, dice) : null),
        .. PickleMutations.All.Select(InPickle),
        .. PickleMutations.All.Select(InPickle),
        .. ByteMutations.All.Select(InRecord),
        InRecords("rename a record", (record, dice) => [record with { Name = dice.Pick(Names) }]),
        InRecords("remove a record", (_, _) => []),
        InRecords("give a record twice", (record, dice) =>
            [record, record with { Content = dice.OnceIn(2) ? record.Content : [] }]),
        InRecords("add a record", (record, dice) => [record, ZipRecord.Stored(dice.Pick(Names), [.. record.Content])]),
        InRecords("deflate a record", (record, _) => [ZipRecord.Deflated(record.Name, record.Content)]),
        InRecords("make a record a bomb", (record, dice) =>
            [dice.OnceIn(8) ? Bomb.Value with { Name = record.Name } : record with { Size = uint.MaxValue - 1, Method = 8 }]),
        InRecords("make a record large", (record, _) => [ZipRecord.Stored(record.Name, new byte[record.Content.Length + 5000])]),
        InRecords("swap the byte order", (record, _) =>
            EndsWith(record, "byteorder") ? [ZipRecord.Stored(record.Name, "big"u8.ToArray())] : [record]),
    ];

    private static byte[]? WriteField(byte[] file, Dice dice)
    {
        var (signature, fields) = dice.Pick(Headers);
        var starts = StartsOf(file, signature);
        if (starts.Count == 0)
        {
            return null;
        }

        var (at, width) = dice.Pick(fields);
        var position = dice.Pick(starts) + at;
        var value = BitConverter.GetBytes(dice.OnceIn(4) ? dice.Below(file.Length + 2) : dice.Pick(Interesting.Integers));
        return position >= file.Length ? null : Splice.Overwrite(file, position, value.AsSpan(0, width));
    }

    private static List<int> StartsOf(byte[] file, byte[] signature)
    {
        var starts = new List<int>();
        for (var from = 0; file.AsSpan(from).IndexOf(signature) is >= 0 and var found; from += found + 1)
        {
            starts.Add(from + found);
        }

        return starts;
    }

    private static Mutation InPickle(Mutation inner) => new($"data.pkl: {inner.Name}", (file, dice) =>
    {
        dice.Other = ZipRecords.Read(dice.Other)?.Find(record => EndsWith(record, "data.pkl"))?.Content ?? dice.Other;
        return Changed(file, record => EndsWith(record, "data.pkl"), record => WithContent(record, inner, dice), dice);
    });

    private static Mutation InRecord(Mutation inner) => new($"record: {inner.Name}", (file, dice) =>
        Changed(file, _ => true, record => WithContent(record, inner, dice), dice));

    private static Mutation InRecords(string name, Func<ZipRecord, Dice, IReadOnlyList<ZipRecord>> change) =>
        new(name, (file, dice) => Changed(file, _ => true, record => change(record, dice), dice));

    private static byte[]? Changed(
        byte[] file, Predicate<ZipRecord> which, Func<ZipRecord, IReadOnlyList<ZipRecord>?> change, Dice dice)
    {
        if (ZipRecords.Read(file) is not { } records || records.FindAll(which) is not { Count: > 0 } candidates)
        {
            return null;
        }

        var index = records.IndexOf(dice.Pick(candidates));
        return change(records[index]) is { } changed
            ? ZipRecords.Write([.. records[..index], .. changed, .. records[(index + 1)..]])
            : null;
    }

    private static ZipRecord[]? WithContent(ZipRecord record, Mutation inner, Dice dice) =>
        inner.Apply(record.Content, dice) is { } content ? [ZipRecord.Stored(record.Name, content)] : null;

    private static bool EndsWith(ZipRecord record, string name) => record.Name.AsSpan().EndsWith(Encoding.UTF8.GetBytes(name));
}
