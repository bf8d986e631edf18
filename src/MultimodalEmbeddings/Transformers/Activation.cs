using MultimodalEmbeddings.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The feed-forward layer's non-linearity, by the name that config.json gives it (<c>hidden_act</c>).</summary>
/// <remarks>
/// The names are transformers'; three of them, released one after another, are one formula: gelu_new, gelu_fast (its √(2/π) has
/// ten digits, which are the same float32) and gelu_pytorch_tanh.
/// </remarks>
internal static class Activation
{
    private static readonly Scalar Cube = 3.ToScalar();

    /// <exception cref="NotSupportedException">The name is none of those that an encoder can have.</exception>
    public static Func<Tensor, Tensor> ByName(string name) => name switch
    {
        "gelu" or "gelu_python" => functional.gelu,
        "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" => GeluByTanh,
        "quick_gelu" => GeluBySigmoid,
        "relu" => x => functional.relu(x),
        "silu" or "swish" => x => functional.silu(x),
        "tanh" => x => x.tanh(),
        _ => throw new NotSupportedException($"Activation '{name}' is not implemented."),
    };

    /// <summary>0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))): Hendrycks and Gimpel 2016, section 2.</summary>
    private static Tensor GeluByTanh(Tensor x)
    {
        using var scope = NewDisposeScope();

        var inner = x.Plus(x.pow(Cube).Times(0.044715)).Times(Math.Sqrt(2 / Math.PI));
        return (x.Times(0.5) * inner.tanh().Plus(1)).MoveToOuterDisposeScope();
    }

    /// <summary>x σ(1.702 x): the same paper's coarser approximation.</summary>
    private static Tensor GeluBySigmoid(Tensor x)
    {
        using var scope = NewDisposeScope();

        return (x * x.Times(1.702).sigmoid()).MoveToOuterDisposeScope();
    }
}
