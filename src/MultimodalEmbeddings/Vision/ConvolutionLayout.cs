using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>A convolution without a bias and the batch norm behind it, as a file holds them.</summary>
/// <param name="Name">The convolution's name, as in <c>layer1.0.conv1</c>.</param>
/// <param name="Norm">The batch norm's name, as in <c>layer1.0.bn1</c>.</param>
/// <param name="Shape">The convolution's sizes.</param>
internal sealed record ConvolutionLayout(string Name, string Norm, ConvolutionShape Shape)
{
    public TensorSpecification Weight => new($"{Name}.weight", Shape.Weight);

    /// <summary>What the batch norm multiplies by.</summary>
    public TensorSpecification Scale => new($"{Norm}.weight", [Shape.Outputs]);

    /// <summary>What it adds.</summary>
    public TensorSpecification Shift => new($"{Norm}.bias", [Shape.Outputs]);

    public TensorSpecification Mean => new($"{Norm}.running_mean", [Shape.Outputs]);

    public TensorSpecification Variance => new($"{Norm}.running_var", [Shape.Outputs]);

    public IEnumerable<TensorSpecification> Tensors => [Weight, Scale, Shift, Mean, Variance];
}
