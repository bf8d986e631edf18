namespace MultimodalEmbeddings.Checkpoints;

/// <summary>One tensor in the header of a safetensors file.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Shape">Its dimensions, none negative.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, IReadOnlyList<long> Shape, ElementType Type, long Begin, long End)
{
    /// <summary>The bytes that a tensor takes, or null where 63 bits cannot hold them.</summary>
    public static long? SizeOf(IReadOnlyList<long> shape, ElementType type)
    {
        long size = type.SizeInBytes();
        foreach (var dimension in shape)
        {
            if (dimension > 0 && size > long.MaxValue / dimension)
            {
                return null;
            }

            size *= dimension;
        }

        return size;
    }
}
