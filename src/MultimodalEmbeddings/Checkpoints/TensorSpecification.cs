namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The name and shape of a tensor that a configuration asks for.</summary>
internal readonly record struct TensorSpecification(string Name, IReadOnlyList<long> Shape)
{
    /// <summary>The shape, as in <c>[30522, 768]</c>.</summary>
    public override string ToString() => Format(Shape);

    public static string Format(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
