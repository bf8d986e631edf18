using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>A layer norm in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Components that it normalises.</param>
/// <param name="Epsilon">What it adds to a variance.</param>
internal sealed record NormLayout(string Name, int Size, double Epsilon)
{
    public TensorSpecification Weight => new($"{Name}.weight", [Size]);

    public TensorSpecification Bias => new($"{Name}.bias", [Size]);

    public IEnumerable<TensorSpecification> Tensors => [Weight, Bias];
}
