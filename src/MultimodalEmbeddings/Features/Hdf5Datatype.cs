namespace MultimodalEmbeddings.Features;

/// <summary>The type of a dataset's elements.</summary>
/// <remarks>Hdf5, section IV.A.2.d.</remarks>
internal static class Hdf5Datatype
{
    private const int Integer = 0;
    private const int Float = 1;

    private static readonly string[] Classes =
    [
        "integers", "floating-point numbers", "times", "strings", "bit fields", "opaque bytes", "compounds", "references",
        "an enumeration", "lists of variable length", "arrays", "complex numbers",
    ];

    public static NumberType Read(Hdf5File file, Hdf5Block block)
    {
        var kind = block.Byte() & 0xF;
        var bits = (int)block.Number(3);
        var size = block.UInt32();
        return kind switch
        {
            Integer when NumberType.Exists(NumberKind.Signed, size) && IsWhole(block, size) =>
                new((bits & 8) != 0 ? NumberKind.Signed : NumberKind.Unsigned, (int)size, (bits & 1) != 0),
            Float when (bits & 0x40) == 0 && FloatKind(block, size, bits) is { } number =>
                new(number, (int)size, (bits & 1) != 0),
            _ => throw file.Unsupported(
                $"holds a dataset of {(kind < Classes.Length ? Classes[kind] : "a type of its own")} ({size} bytes each),"
                + " which are no features"),
        };
    }

    // No bits but those of the number.
    private static bool IsWhole(Hdf5Block block, uint size) => block.UInt16() == 0 && block.UInt16() == 8 * size;

    private static NumberKind? FloatKind(Hdf5Block block, uint size, int bits)
    {
        var isWhole = IsWhole(block, size);
        var (exponentStart, exponentSize, mantissaStart, mantissaSize) = (block.Byte(), block.Byte(), block.Byte(), block.Byte());
        var bias = block.UInt32();
        var isSignedAtTop = (bits >> 8) == (8 * size) - 1;
        return (exponentStart, exponentSize, mantissaStart, mantissaSize, bias) switch
        {
            _ when !isWhole || !isSignedAtTop => null,
            (10, 5, 0, 10, 15) when size == 2 => NumberKind.Float,
            (23, 8, 0, 23, 127) when size == 4 => NumberKind.Float,
            (52, 11, 0, 52, 1023) when size == 8 => NumberKind.Float,
            (7, 8, 0, 7, 127) when size == 2 => NumberKind.BrainFloat,
            _ => null,
        };
    }
}
