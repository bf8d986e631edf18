using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;

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

    public IEnumerable<TensorSpecification> Tensors => HasBias ? [.. Weights, .. Biases] : Weights;

    private IEnumerable<TensorSpecification> Weights =>
        Names.Select(name => new TensorSpecification($"{name}.weight", [Outputs, Inputs]));

    private IEnumerable<TensorSpecification> Biases =>
        Names.Select(name => new TensorSpecification($"{name}.bias", [Outputs]));

    /// <exception cref="CheckpointMismatchException">A tensor is missing, or of another shape or type.</exception>
    /// <exception cref="CheckpointException">A value is NaN or infinite.</exception>
    public Dense Read(StateDictionary weights)
    {
        var dense = new Dense(Inputs, Outputs * Names.Count, HasBias);
        Fill(ParameterMemory.Of(dense.get_parameter("weight")!), weights, Weights);
        if (HasBias)
        {
            Fill(ParameterMemory.Of(dense.get_parameter("bias")!), weights, Biases);
        }

        return dense;
    }

    private static void Fill(Span<float> destination, StateDictionary weights, IEnumerable<TensorSpecification> tensors)
    {
        foreach (var tensor in tensors)
        {
            var values = ImageTensors.Read(weights, tensor);
            values.CopyTo(destination);
            destination = destination[values.Length..];
        }
    }
}
