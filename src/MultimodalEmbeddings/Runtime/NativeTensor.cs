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
}
