using System.Text;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to a protobuf message, or to one inside of it, behind lengths that stay right.</summary>
internal static class ProtobufMutations
{
    private const int Delimited = 2;

    private static readonly byte[][] Payloads =
    [
        .. new[] { "", "a", "<unk>", "<s>", "</s>", "\u2581", "\u2581a", "<0x41>", "nmt_nfkc", "identity", "\0", "aaaaaaaa" }
            .Select(Encoding.UTF8.GetBytes),
        .. new[] { 0f, 1f, -1e38f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon }
            .Select(BitConverter.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], new byte[5000],
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of("remove a field", (fields, index, _) => fields.RemoveAt(index)),
        Of("repeat a field", RepeatField),
        Of("move a field", MoveField),
        Of("exchange a value", (fields, index, dice) => Exchange(fields, index, dice.Pick(Payloads))),
        Of("write an integer", (fields, index, dice) =>
            Exchange(fields, index, ProtobufField.Integer((ulong)dice.Pick(Interesting.Integers)))),
        Of("change a number", (fields, index, dice) => fields[index].Tag = (fields[index].Tag & 7) | ((uint)dice.Below(70) << 3)),
        Of("change a wire type", (fields, index, dice) => fields[index].Tag = (fields[index].Tag & ~7UL) | (uint)dice.Below(8)),
        Of("claim another length", (fields, index, dice) => fields[index].ClaimedLength = (ulong)dice.Pick(Interesting.Integers)),
        Of("damage a value", DamageValue),
        Of("nest a value", NestValue),
    ];

    private static Mutation Of(string name, Action<List<ProtobufField>, int, Dice> damage) => new(name, (file, dice) =>
    {
        if (ProtobufField.Parse(file) is not { Count: > 0 } fields)
        {
            return null;
        }

        var message = fields;
        var index = dice.Below(message.Count);
        while (message[index].Children is { Count: > 0 } inner && dice.Below(4) > 0)
        {
            message = inner;
            index = dice.Below(message.Count);
        }

        damage(message, index, dice);
        return ProtobufField.Write(fields);
    });

    private static void Exchange(List<ProtobufField> fields, int index, byte[] payload) =>
        fields[index] = new ProtobufField { Tag = fields[index].Tag, Payload = payload };

    private static void RepeatField(List<ProtobufField> fields, int index, Dice dice) =>
        fields.InsertRange(index, Enumerable.Repeat(fields[index], dice.OnceIn(8) ? 2000 : 1));

    private static void MoveField(List<ProtobufField> fields, int index, Dice dice)
    {
        var field = fields[index];
        fields.RemoveAt(index);
        fields.Insert(dice.Below(fields.Count + 1), field);
    }

    private static void DamageValue(List<ProtobufField> fields, int index, Dice dice)
    {
        if (dice.Pick(ByteMutations.All).Apply(fields[index].Payload, dice) is { } payload)
        {
            Exchange(fields, index, payload);
        }
    }

    private static void NestValue(List<ProtobufField> fields, int index, Dice dice)
    {
        var depth = dice.OnceIn(4) ? 3000 : 3;
        var payload = fields[index].Payload;
        for (var level = 0; level < depth; level++)
        {
            var tag = (byte)((fields[index].Tag & 0x78) | Delimited);
            payload = [tag, .. ProtobufField.Integer((ulong)payload.Length), .. payload];
        }

        Exchange(fields, index, payload);
    }
}
