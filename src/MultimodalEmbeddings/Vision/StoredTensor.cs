using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Vision;

/// <summary>Tensors of a file as tensors of libtorch, which belong to no dispose scope.</summary>
internal static class StoredTensor
{
    /// <param name="weights">The file.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="shape">The shape that it gets, if another.</param>
    /// <exception cref="CheckpointMismatchException">It is missing, or of another shape or type.</exception>
    /// <exception cref="CheckpointException">A value is NaN or infinite.</exception>
    public static Tensor Read(StateDictionary weights, TensorSpecification tensor, params long[] shape) =>
        NativeTensor.From(ImageTensors.Read(weights, tensor), shape.Length > 0 ? shape : [.. tensor.Shape])
            .DetachFromDisposeScope();

    /// <summary>Several tensors of one shape, row after row.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static Tensor ReadRows(StateDictionary weights, IReadOnlyList<TensorSpecification> tensors)
    {
        using var scope = NewDisposeScope();

        Tensor[] parts = [.. tensors.Select(tensor => NativeTensor.From(ImageTensors.Read(weights, tensor), [.. tensor.Shape]))];
        return (parts.Length == 1 ? parts[0] : cat(parts, dim: 0)).DetachFromDisposeScope();
    }
}
