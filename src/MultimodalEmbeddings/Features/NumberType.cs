namespace MultimodalEmbeddings.Features;

/// <summary>How a file stores a number.</summary>
/// <param name="Kind">How its bits are meant.</param>
/// <param name="Size">The bytes that it takes: 1, 2, 4 or 8.</param>
/// <param name="IsBigEndian">Whether the highest byte stands first.</param>
internal readonly record struct NumberType(NumberKind Kind, int Size, bool IsBigEndian = false)
{
    /// <summary>Whether there are numbers of this kind and size.</summary>
    public static bool Exists(NumberKind kind, long size) => kind switch
    {
        NumberKind.Float => size is 2 or 4 or 8,
        NumberKind.BrainFloat => size == 2,
        _ => size is 1 or 2 or 4 or 8,
    };
}
