namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A tensor on its way into a safetensors file.</summary>
/// <param name="Name">Its name; any text but <c>__metadata__</c>.</param>
/// <param name="Shape">Its dimensions, outermost first; empty for a scalar.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Write">Writes the elements, row-major and little-endian, exactly as many bytes as the shape takes.</param>
internal sealed record TensorToWrite(string Name, IReadOnlyList<long> Shape, ElementType Type, Action<Stream> Write)
{
    public long SizeInBytes { get; } = Shape.All(dimension => dimension >= 0) && SafetensorsEntry.SizeOf(Shape, Type) is { } size
        ? size
        : throw new ArgumentException($"{Name} cannot have the shape {TensorSpecification.Format(Shape)}.", nameof(Shape));
}
