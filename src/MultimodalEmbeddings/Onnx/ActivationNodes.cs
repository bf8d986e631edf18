namespace MultimodalEmbeddings.Onnx;

/// <summary>Non-linearities by the names of <c>config.json</c>, and by PyTorch's classes without arguments.</summary>
internal static class ActivationNodes
{
    /// <exception cref="NotSupportedException">The name is none of those that an encoder or a dense layer can have.</exception>
    public static string Add(Graph graph, string name, string x) => name switch
    {
        "gelu" or "gelu_python" or "GELU" => Gelu(graph, x),
        "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" => GeluByTanh(graph, x),
        "quick_gelu" => Gated(graph, x, graph.Add("Mul", [x, graph.Number(1.702)])),
        "relu" or "ReLU" => graph.Add("Relu", [x]),
        "silu" or "swish" or "SiLU" => Gated(graph, x, x),
        "tanh" or "Tanh" => graph.Add("Tanh", [x]),
        "Identity" => x,
        "Sigmoid" => graph.Add("Sigmoid", [x]),
        "ELU" => graph.Add("Elu", [x], NodeAttribute.Float("alpha", 1)),
        "LeakyReLU" => graph.Add("LeakyRelu", [x], NodeAttribute.Float("alpha", 0.01)),
        "Softplus" => graph.Add("Softplus", [x]),
        _ => throw new NotSupportedException($"Activation '{name}' cannot be written to ONNX."),
    };

    /// <summary>0.5 x (1 + erf(x / √2)), in the order in which ONNX Runtime recognises it.</summary>
    private static string Gelu(Graph graph, string x)
    {
        var erf = graph.Add("Erf", [graph.Add("Div", [x, graph.Number(Math.Sqrt(2))])]);
        return graph.Add("Mul", [graph.Add("Mul", [x, graph.Add("Add", [erf, graph.Number(1)])]), graph.Number(0.5)]);
    }

    /// <summary>0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))): Hendrycks and Gimpel 2016, section 2.</summary>
    private static string GeluByTanh(Graph graph, string x)
    {
        var cube = graph.Add("Mul", [graph.Add("Pow", [x, graph.Number(3)]), graph.Number(0.044715)]);
        var inner = graph.Add("Mul", [graph.Add("Add", [x, cube]), graph.Number(Math.Sqrt(2 / Math.PI))]);
        var gate = graph.Add("Add", [graph.Add("Tanh", [inner]), graph.Number(1)]);
        return graph.Add("Mul", [graph.Add("Mul", [x, graph.Number(0.5)]), gate]);
    }

    private static string Gated(Graph graph, string x, string gate) =>
        graph.Add("Mul", [x, graph.Add("Sigmoid", [gate])]);
}
