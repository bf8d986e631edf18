namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What a tensor is and where its elements lie in a file that is known to hold them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions, outermost first, none negative; empty for a scalar.</param>
/// <param name="Start">Where its first element begins, in bytes from the file's begin.</param>
internal sealed record TensorLayout(string Name, ElementType Type, IReadOnlyList<long> Shape, long Start)
{
    /// <summary>
    /// How many elements apart the entries along each dimension lie; null where each element follows the one before, row by row.
    /// </summary>
    public long[]? Strides { get; private init; }

    /// <summary>The number of elements.</summary>
    public long Length { get; } = Shape.Contains(0) ? 0 : Shape.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>The bytes from the first element to the end of the last, whether they are the tensor's or not.</summary>
    public long Extent => Type.SizeInBytes() * (Strides is null ? Length : LastElement(Strides) + 1);

    /// <summary>A view whose entries lie as far apart as <paramref name="strides"/> says.</summary>
    public TensorLayout WithStrides(long[] strides) => IsRowMajor(strides) ? this : this with { Strides = strides };

    private long LastElement(long[] strides) => Shape.Zip(strides, (dimension, stride) => (dimension - 1) * stride).Sum();

    private bool IsRowMajor(long[] strides)
    {
        long expected = 1;
        for (var axis = Shape.Count - 1; axis >= 0 && Length > 0; axis--)
        {
            if (Shape[axis] != 1 && strides[axis] != expected)
            {
                return false;
            }

            expected *= Shape[axis];
        }

        return true;
    }
}
