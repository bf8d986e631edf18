using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>
/// Damage to the structure of an HDF5 file: to sizes, counts, addresses and messages, with checksums that are right afterwards.
/// </summary>
internal static class Hdf5Mutations
{
    private const int LongestCopy = 24;

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of("write an integer", (_, _, dice) => LittleEndian(dice.Pick(Interesting.Integers), 1 << dice.Below(4))),
        Of("write a small number", (_, _, dice) => LittleEndian(dice.Below(dice.OnceIn(2) ? 16 : 300), 1 << dice.Below(4))),
        Of("write a length of the file", (file, _, dice) => LittleEndian(file.Length + dice.Below(17) - 8, 8)),
        Of("flip a bit of a structure", (file, at, dice) => [(byte)(file[at] ^ (1 << dice.Below(8)))]),
        Of("add to a byte of a structure", (file, at, dice) => [(byte)(file[at] + dice.Below(9) - 4)]),
        Of("copy from another structure", CopyBytes),
        new("exchange an address", ExchangeAddress),
        new("exchange an address", ExchangeAddress),
        new("copy a whole structure", CopyStructure),
        new("change values", ChangeValues),
    ];

    private static Mutation Of(string name, Func<byte[], int, Dice, byte[]> make) => new(name, (file, dice) =>
    {
        if (Pick(file, dice) is not { } structure)
        {
            return null;
        }

        var at = dice.Below(structure.Length);
        var written = make(file, structure.Start + at, dice);
        return Hdf5Structures.Overwrite(file, structure, at, written.AsSpan(0, Math.Min(written.Length, structure.Length - at)));
    });

    private static Hdf5Structure? Pick(byte[] file, Dice dice) =>
        Hdf5Structures.Of(file) is { Length: > 0 } all && dice.Pick(all) is { Length: > 0 } structure ? structure : null;

    private static byte[] LittleEndian(long value, int width)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes[..width];
    }

    private static byte[] CopyBytes(byte[] file, int at, Dice dice)
    {
        var other = dice.Pick(Hdf5Structures.Of(file));
        var from = other.Start + dice.Below(other.Length);
        return file[from..Math.Min(file.Length, from + 1 + dice.Below(LongestCopy))];
    }

    // What leads somewhere now leads somewhere else: to another structure, to itself, to the end, or nowhere.
    private static byte[]? ExchangeAddress(byte[] file, Dice dice)
    {
        if (Pick(file, dice) is not { } structure || Addresses(file, structure) is not { Count: > 0 } places)
        {
            return null;
        }

        var target = dice.Below(6) switch
        {
            0 => structure.Start,
            1 => file.Length - dice.Below(64),
            2 => -1,
            3 => dice.Below(file.Length),
            _ => dice.Pick(Hdf5Structures.Of(file)).Start,
        };
        return Hdf5Structures.Overwrite(file, structure, dice.Pick(places), LittleEndian(target, 8));
    }

    /// <summary>Where a structure holds eight bytes that may be an address.</summary>
    private static List<int> Addresses(byte[] file, Hdf5Structure structure)
    {
        var places = new List<int>();
        for (var at = 0; at + sizeof(long) <= structure.Length; at++)
        {
            var value = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(structure.Start + at));
            if (value == -1 || (value >= 16 && value < file.Length))
            {
                places.Add(at);
            }
        }

        return places;
    }

    private static byte[]? CopyStructure(byte[] file, Dice dice)
    {
        if (Pick(file, dice) is not { } target || Pick(file, dice) is not { } source)
        {
            return null;
        }

        var length = Math.Min(target.Length, source.Length);
        return Hdf5Structures.Overwrite(file, target, 0, file.AsSpan(source.Start, length));
    }

    private static byte[]? ChangeValues(byte[] file, Dice dice)
    {
        var last = Hdf5Structures.Of(file).LastOrDefault();
        var start = dice.OnceIn(2) ? last.Start : 0;
        var at = start + dice.Below(Math.Max(1, file.Length - start));
        return at >= file.Length ? null : Splice.Overwrite(file, at, Interesting.Integer(dice));
    }
}
