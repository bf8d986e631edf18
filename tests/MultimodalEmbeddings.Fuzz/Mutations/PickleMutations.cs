namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to a pickle that leaves most of its opcodes whole.</summary>
internal static class PickleMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of("exchange an opcode", (file, opcode, dice) =>
            Splice.Replace(file, opcode.Start, opcode.End, PickleWords.Opcode(dice))),
        Of("insert an opcode", (file, opcode, dice) => Splice.Insert(file, opcode.Start, PickleWords.Opcode(dice))),
        Of("remove an opcode", (file, opcode, _) => Splice.Remove(file, opcode.Start, opcode.End)),
        Of("repeat an opcode", RepeatOpcode),
        Of("change an argument", ChangeArgument),
        Of("copy an opcode", CopyOpcode),
        new("take opcodes of another", TakeFromOther),
    ];

    private static Mutation Of(string name, Func<byte[], PickleOpcode, Dice, byte[]?> damage) => new(name, (file, dice) =>
    {
        var opcodes = PickleOpcode.Of(file);
        return opcodes.Count == 0 ? null : damage(file, dice.Pick(opcodes), dice);
    });

    private static byte[] RepeatOpcode(byte[] file, PickleOpcode opcode, Dice dice)
    {
        var repeated = file.AsSpan(opcode.Start, opcode.End - opcode.Start);
        return Splice.Insert(file, opcode.End, Splice.Repeat(repeated, dice.OnceIn(8) ? 5000 : 1));
    }

    private static byte[]? ChangeArgument(byte[] file, PickleOpcode opcode, Dice dice)
    {
        var length = opcode.End - opcode.Start - 1;
        if (length == 0)
        {
            return null;
        }

        var integer = Interesting.Integer(dice);
        return Splice.Overwrite(file, opcode.Start + 1 + dice.Below(length), integer.AsSpan(0, Math.Min(integer.Length, length)));
    }

    private static byte[] CopyOpcode(byte[] file, PickleOpcode opcode, Dice dice)
    {
        var other = dice.Pick(PickleOpcode.Of(file));
        var end = dice.OnceIn(2) ? opcode.Start : opcode.End;
        return Splice.Replace(file, opcode.Start, end, file.AsSpan(other.Start, other.End - other.Start));
    }

    private static byte[]? TakeFromOther(byte[] file, Dice dice)
    {
        var (here, there) = (PickleOpcode.Of(file), PickleOpcode.Of(dice.Other));
        if (here.Count == 0 || there.Count == 0)
        {
            return null;
        }

        var from = dice.Below(there.Count);
        var last = there[Math.Min(there.Count - 1, from + dice.Below(20))];
        return Splice.Insert(file, dice.Pick(here).Start, dice.Other.AsSpan(there[from].Start, last.End - there[from].Start));
    }
}
