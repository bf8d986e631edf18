using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>Types of elements by their numbers in onnx.proto: <c>TensorProto.DataType</c>.</summary>
internal static class DataType
{
    public const int Float = 1;
    public const int Boolean = 9;
    public const int Int64 = 7;

    /// <exception cref="NotSupportedException">No tensor of an encoder has the type.</exception>
    public static int Of(ElementType type) => type switch
    {
        ElementType.Float32 => Float,
        ElementType.UInt8 => 2,
        ElementType.Int8 => 3,
        ElementType.Int32 => 6,
        ElementType.Int64 => Int64,
        _ => throw new NotSupportedException($"Tensors of {type} are not written to ONNX; float32 and integers are."),
    };
}
