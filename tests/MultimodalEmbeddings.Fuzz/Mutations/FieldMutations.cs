namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to the headers of BMP and GIF files: numbers of two and four bytes at their first places.</summary>
internal static class FieldMutations
{
    private const int Headers = 140;

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Of("write a field of 2 bytes", 2, dice => dice.Pick(Interesting.Integers)),
        Of("write a field of 4 bytes", 4, dice => dice.Pick(Interesting.Integers)),
        Of("write a small field of 2 bytes", 2, dice => dice.Below(40)),
        Of("write a small field of 4 bytes", 4, dice => dice.Below(40) - 8),
        .. ByteMutations.All,
    ];

    private static Mutation Of(string name, int width, Func<Dice, long> value) => new(name, (file, dice) =>
        file.Length < width
            ? null
            : Splice.Overwrite(
                file,
                dice.Below(Math.Min(Headers, file.Length - width + 1)),
                BitConverter.GetBytes(value(dice)).AsSpan(0, width)));
}
