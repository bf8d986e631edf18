namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A tensor of a pickle: a view of a storage, checked to lie within it.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="Offset">The first element, counted from the storage's first.</param>
/// <param name="Shape">The dimensions, none negative.</param>
/// <param name="Strides">How many elements apart the entries along each dimension lie, none negative.</param>
internal sealed record PickledTensor(PickledStorage Storage, ElementType Type, long Offset, long[] Shape, long[] Strides)
{
    private const int MaximumRank = 64;   // PyTorch's own limit

    /// <summary>
    /// What keeps this from being a tensor, as the rest of a sentence about the pickle; null where nothing does.
    /// </summary>
    public string? Fault(long maximumLength)
    {
        if (Shape.Length != Strides.Length || Shape.Length > MaximumRank)
        {
            return $"gives a tensor {Shape.Length} dimensions and {Strides.Length} strides";
        }

        if (Offset < 0 || Shape.Any(dimension => dimension < 0) || Strides.Any(stride => stride < 0))
        {
            return "gives a tensor a negative offset, dimension or stride";
        }

        return LastElement() >= StorageCount ? $"gives a tensor elements beyond the {StorageCount} of its storage"
            : HasMoreThan(maximumLength) ? $"gives a tensor more than {maximumLength} elements, far more than the file holds"
            : null;
    }

    private long StorageCount => Storage.SizeInBytes / Type.SizeInBytes();

    /// <summary>The last element of the storage that the view reads, or one beyond the storage; -1 where it reads none.</summary>
    private long LastElement()
    {
        if (Shape.Contains(0))
        {
            return Offset <= StorageCount ? -1 : Offset;
        }

        Int128 last = Offset;
        for (var axis = 0; axis < Shape.Length && last < StorageCount; axis++)
        {
            last += (Int128)(Shape[axis] - 1) * Strides[axis];
        }

        return (long)Int128.Min(last, long.MaxValue);
    }

    private bool HasMoreThan(long maximumLength)
    {
        Int128 length = Shape.Contains(0) ? 0 : 1;
        for (var axis = 0; axis < Shape.Length && length <= maximumLength; axis++)
        {
            length *= Shape[axis];
        }

        return length > maximumLength;
    }
}
