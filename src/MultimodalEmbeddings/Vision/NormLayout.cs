using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Vision;

/// <summary>A layer norm in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Components that it normalises.</param>
/// <param name="Epsilon">What it adds to a variance.</param>
internal sealed record NormLayout(string Name, int Size, double Epsilon)
{
    public IEnumerable<TensorSpecification> Tensors => [Weight, Bias];

    private TensorSpecification Weight => new($"{Name}.weight", [Size]);

    private TensorSpecification Bias => new($"{Name}.bias", [Size]);

    /// <inheritdoc cref="LinearLayout.Read" path="/exception"/>
    public LayerNorm Read(StateDictionary weights)
    {
        var norm = nn.LayerNorm(Size, Epsilon);
        ImageTensors.Read(weights, Weight).CopyTo(ParameterMemory.Of(norm.weight!));
        ImageTensors.Read(weights, Bias).CopyTo(ParameterMemory.Of(norm.bias!));
        return norm;
    }
}
