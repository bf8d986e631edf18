using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Features;

/// <summary>The type of an NPY array's elements, as in <c>&lt;f4</c>: byte order, kind, bytes.</summary>
internal static class NpyType
{
    /// <exception cref="CheckpointException">The elements are no numbers that are read.</exception>
    public static NumberType Parse(string filePath, string description)
    {
        if (description is [var order and ('<' or '>' or '|' or '='), var letter, var digit and >= '1' and <= '8']
            && Kind(letter) is { } kind
            && NumberType.Exists(kind, digit - '0')
            && (order != '|' || digit == '1')
            && (letter != 'b' || digit == '1'))
        {
            return new NumberType(kind, digit - '0', order == '>' || (order == '=' && !BitConverter.IsLittleEndian));
        }

        throw new CheckpointException(
            filePath,
            $"holds elements of the type {DatasetName.Shown(description)}; features are numbers such as <f4."
            + " Save them with numpy.save(path, features.astype(numpy.float32)).");
    }

    private static NumberKind? Kind(char letter) => letter switch
    {
        'f' => NumberKind.Float,
        'i' => NumberKind.Signed,
        'u' or 'b' => NumberKind.Unsigned,
        _ => null,
    };
}
