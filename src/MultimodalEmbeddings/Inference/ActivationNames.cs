namespace MultimodalEmbeddings.Inference;

/// <summary>Activations by the names of <c>config.json</c>.</summary>
internal static class ActivationNames<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <exception cref="NotSupportedException">The name is none of those that an encoder can have.</exception>
    public static ActivationPass Find(string name) => name switch
    {
        "gelu" or "gelu_python" => new LaneActivation<TLane, Elementwise<TLane>.Gelu>(),
        "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" => new LaneActivation<TLane, Elementwise<TLane>.GeluByTanh>(),
        "quick_gelu" => new LaneActivation<TLane, Elementwise<TLane>.GeluBySigmoid>(),
        "relu" => new LaneActivation<TLane, Elementwise<TLane>.Relu>(),
        "silu" or "swish" => new LaneActivation<TLane, Elementwise<TLane>.Silu>(),
        "tanh" => new LaneActivation<TLane, Elementwise<TLane>.Tanh>(),
        _ => throw new NotSupportedException($"Activation '{name}' is not implemented."),
    };
}
