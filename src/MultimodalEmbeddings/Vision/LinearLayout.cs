using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>A linear layer in a file; or several with the same input, which become one with the outputs of all.</summary>
/// <param name="Names">The name of each.</param>
/// <param name="Inputs">Components that go in.</param>
/// <param name="Outputs">Components that come out of each.</param>
/// <param name="HasBias">Whether it adds a bias.</param>
internal sealed record LinearLayout(IReadOnlyList<string> Names, int Inputs, int Outputs, bool HasBias)
{
    public LinearLayout(string name, int inputs, int outputs)
        : this([name], inputs, outputs, HasBias: true)
    {
    }

    public IReadOnlyList<TensorSpecification> Weights =>
        [.. Names.Select(name => new TensorSpecification($"{name}.weight", [Outputs, Inputs]))];

    public IReadOnlyList<TensorSpecification> Biases =>
        HasBias ? [.. Names.Select(name => new TensorSpecification($"{name}.bias", [Outputs]))] : [];

    public IEnumerable<TensorSpecification> Tensors => [.. Weights, .. Biases];
}
