using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>The feed-forward layer's non-linearity, by the name that config.json gives it (<c>hidden_act</c>).</summary>
internal static class Activation
{
    /// <exception cref="NotSupportedException">The name is none of gelu, gelu_new, relu, tanh.</exception>
    public static Func<Tensor, Tensor> ByName(string name) => name switch
    {
        "gelu" => functional.gelu,
        "gelu_new" => GeluByTanh,
        "relu" => x => functional.relu(x),
        "tanh" => x => x.tanh(),
        _ => throw new NotSupportedException($"Activation '{name}' is not implemented; gelu, gelu_new, relu and tanh are."),
    };

    /// <summary>0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))): Hendrycks and Gimpel 2016, section 2.</summary>
    private static Tensor GeluByTanh(Tensor x)
    {
        using var scope = NewDisposeScope();

        var inner = (x + (x.pow(3) * 0.044715)) * Math.Sqrt(2 / Math.PI);
        return (x * 0.5 * (inner.tanh() + 1)).MoveToOuterDisposeScope();
    }
}
