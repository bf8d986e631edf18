using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings;

/// <summary>A dense layer behind the pooling, with an activation: part of the encoder, unlike a projection head.</summary>
/// <remarks>sentence-transformers' <c>Dense</c>, whose names of the weights it has.</remarks>
internal sealed class DenseLayer : Module<Tensor, Tensor>
{
    private readonly DenseWeights _settings;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly Linear _linear;

    public DenseLayer(DenseWeights weights)
        : base(nameof(DenseLayer))
    {
        _settings = weights with { Weight = [], Bias = null };
        _activation = ActivationOf(weights.Activation);
        _linear = Linear(weights.InputSize, weights.OutputSize, hasBias: weights.Bias is not null);

        register_module("linear", _linear);
        weights.Weight.CopyTo(ParameterMemory.Of(_linear.weight!));
        if (weights.Bias is { } bias)
        {
            bias.CopyTo(ParameterMemory.Of(_linear.bias!));
        }
    }

    public int InputSize => _settings.InputSize;

    public int OutputSize => _settings.OutputSize;

    /// <param name="x">[batch, input].</param>
    /// <returns>[batch, output].</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();

        var input = _settings.NormalizesInput ? functional.normalize(x) : x;
        return _activation(_linear.forward(input)).MoveToOuterDisposeScope();
    }

    /// <summary>A copy of the layer as it is now.</summary>
    public DenseWeights ToWeights() => _settings with
    {
        Weight = ParameterMemory.Of(_linear.weight!).ToArray(),
        Bias = _linear.bias is { } bias ? ParameterMemory.Of(bias).ToArray() : null,
    };

    /// <summary>PyTorch's classes without arguments.</summary>
    private static Func<Tensor, Tensor> ActivationOf(string name) => name switch
    {
        "Identity" => x => x.alias(),
        "Tanh" => x => x.tanh(),
        "ReLU" => x => functional.relu(x),
        "GELU" => functional.gelu,
        "Sigmoid" => x => x.sigmoid(),
        "SiLU" => x => functional.silu(x),
        "ELU" => x => functional.elu(x, 1),
        "LeakyReLU" => x => functional.leaky_relu(x, 0.01),
        "Softplus" => x => functional.softplus(x),
        _ => throw new NotSupportedException($"Activation '{name}' is not implemented."),
    };
}
