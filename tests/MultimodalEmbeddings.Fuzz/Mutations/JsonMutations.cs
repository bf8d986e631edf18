namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to a JSON text that leaves most of it JSON.</summary>
internal static class JsonMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of("exchange a value", (json, part, dice) => Splice.Replace(json, part.ValueStart, part.End, JsonWords.Value(dice))),
        Of("exchange a word or number for another", ExchangeScalar),
        Of("nest a value", NestValue),
        Of("remove a part", RemovePart),
        Of("repeat a part", RepeatPart),
        Of("give a key twice", GiveKeyTwice),
        Of("rename a key", RenameKey),
        Of("add a part", AddPart),
        Of("change a digit", ChangeDigit),
        Of("move a value", MoveValue),
        new("take a value of another", TakeFromOther),
    ];

    private static Mutation Of(string name, Func<byte[], JsonPart, Dice, byte[]?> damage) => new(name, (json, dice) =>
    {
        var parts = JsonPart.Of(json);
        return parts.Count == 0 ? null : damage(json, dice.Pick(parts), dice);
    });

    private static byte[] Value(byte[] json, JsonPart part) => json[part.ValueStart..part.End];

    private static byte[]? ExchangeScalar(byte[] json, JsonPart part, Dice dice) =>
        JsonWords.Alike(part.Type, dice) is { } value ? Splice.Replace(json, part.ValueStart, part.End, value) : null;

    private static byte[] NestValue(byte[] json, JsonPart part, Dice dice) =>
        Splice.Replace(json, part.ValueStart, part.End, JsonWords.Nested(Value(json, part), dice));

    private static byte[] RemovePart(byte[] json, JsonPart part, Dice dice)
    {
        var end = part.End;
        while (end < json.Length && json[end] is (byte)' ' or (byte)'\n')
        {
            end++;
        }

        if (end < json.Length && json[end] == ',')
        {
            return Splice.Remove(json, part.Start, end + 1);
        }

        var before = json.AsSpan(0, part.Start).TrimEnd(" \n"u8);
        return Splice.Remove(json, before.EndsWith(","u8) ? before.Length - 1 : part.Start, part.End);
    }

    private static byte[]? RepeatPart(byte[] json, JsonPart part, Dice dice)
    {
        var times = dice.OnceIn(8) ? dice.Below(3000) : 1;
        byte[] repeated = [(byte)',', .. json[part.Start..part.End]];
        return part.Start == 0 ? null : Splice.Insert(json, part.End, Splice.Repeat(repeated, times));
    }

    private static byte[]? GiveKeyTwice(byte[] json, JsonPart part, Dice dice) =>
        part.IsMember
            ? Splice.Insert(json, part.End, [(byte)',', .. json[part.Start..part.ValueStart], .. JsonWords.Value(dice)])
            : null;

    private static byte[]? RenameKey(byte[] json, JsonPart part, Dice dice) =>
        !part.IsMember ? null : Splice.Replace(json, part.Start, part.ValueStart, [.. JsonWords.Quoted(dice), (byte)':']);

    private static byte[]? AddPart(byte[] json, JsonPart part, Dice dice) =>
        part.Start == 0
            ? null
            : Splice.Insert(json, part.End, part.IsMember
                ? [(byte)',', .. JsonWords.Quoted(dice), (byte)':', .. JsonWords.Value(dice)]
                : [(byte)',', .. JsonWords.Value(dice)]);

    private static byte[]? ChangeDigit(byte[] json, JsonPart part, Dice dice) =>
        part.IsContainer
            ? null
            : Splice.Overwrite(json, part.ValueStart + dice.Below(part.End - part.ValueStart), [(byte)('0' + dice.Below(10))]);

    private static byte[]? MoveValue(byte[] json, JsonPart part, Dice dice)
    {
        var parts = JsonPart.Of(json);
        var other = dice.Pick(parts);
        return Splice.Replace(json, part.ValueStart, part.End, Value(json, other));
    }

    private static byte[]? TakeFromOther(byte[] json, Dice dice)
    {
        var (here, there) = (JsonPart.Of(json), JsonPart.Of(dice.Other));
        if (here.Count == 0 || there.Count == 0)
        {
            return null;
        }

        var (to, from) = (dice.Pick(here), dice.Pick(there));
        return Splice.Replace(json, to.ValueStart, to.End, Value(dice.Other, from));
    }
}
