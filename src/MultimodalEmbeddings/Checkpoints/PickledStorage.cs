namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The elements that tensors of a pickle are views of; their bytes lie elsewhere in the file.</summary>
/// <param name="Key">The name under which the file holds the bytes.</param>
/// <param name="Type">The type of the elements, or null for bytes that are given a type by each tensor.</param>
/// <param name="Begin">The first of the elements, counted from where the bytes under <paramref name="Key"/> begin.</param>
/// <param name="Count">How many elements; how many bytes, where there is no type.</param>
internal sealed record PickledStorage(string Key, ElementType? Type, long Begin, long Count)
{
    public int ElementSize => Type?.SizeInBytes() ?? sizeof(byte);

    public long SizeInBytes => Count * ElementSize;
}
