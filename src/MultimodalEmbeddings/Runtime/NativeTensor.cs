using static TorchSharp.torch;

namespace MultimodalEmbeddings.Runtime;

/// <summary>Tensors with memory of libtorch's own.</summary>
/// <remarks>
/// A tensor over a managed array lies where the garbage collector put the array, and the sums of a matrix product depend on that
/// alignment in their last bit: runs from one seed would differ. libtorch aligns what it allocates.
/// </remarks>
internal static class NativeTensor
{
    public static Tensor From(float[] values, params long[] shape)
    {
        using var managed = tensor(values, shape);
        return managed.clone();
    }

    public static Tensor From(long[] values, params long[] shape)
    {
        using var managed = tensor(values, shape);
        return managed.clone();
    }

    /// <returns>0 to count − 1, [count]; <c>torch.arange</c> makes scalars that it does not keep alive.</returns>
    public static Tensor Places(long count)
    {
        var places = new long[count];
        for (var place = 0; place < places.Length; place++)
        {
            places[place] = place;
        }

        return From(places, count);
    }
}
