using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to a safetensors file behind a length field that stays right.</summary>
internal static class SafetensorsMutations
{
    private const int LengthField = 8;

    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. JsonMutations.All.Select(InHeader),
        .. ByteMutations.All.Select(InData),
    ];

    private static Mutation InHeader(Mutation inner) => new($"header: {inner.Name}", (file, dice) =>
        HeaderEnd(file) is { } end && InnerOf(dice, inner, file[LengthField..end]) is { } header
            ? Join(header, file.AsSpan(end))
            : null);

    private static Mutation InData(Mutation inner) => new($"data: {inner.Name}", (file, dice) =>
        HeaderEnd(file) is { } end && inner.Apply(file[end..], dice) is { } data ? [.. file.AsSpan(0, end), .. data] : null);

    // What a header splices with is another header, not a whole file.
    private static byte[]? InnerOf(Dice dice, Mutation inner, byte[] header)
    {
        var other = dice.Other;
        dice.Other = HeaderEnd(other) is { } end ? other[LengthField..end] : other;
        var damaged = inner.Apply(header, dice);
        dice.Other = other;
        return damaged;
    }

    private static int? HeaderEnd(byte[] file) =>
        file.Length >= LengthField && BinaryPrimitives.ReadInt64LittleEndian(file) is >= 0 and var length
        && length <= file.Length - LengthField
            ? LengthField + (int)length
            : null;

    private static byte[] Join(byte[] header, ReadOnlySpan<byte> data)
    {
        var length = new byte[LengthField];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }
}
