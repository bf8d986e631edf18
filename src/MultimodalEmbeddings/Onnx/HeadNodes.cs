using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>Hidden states to embeddings.</summary>
internal static class HeadNodes
{
    /// <summary>The encoder's own dense layer.</summary>
    public const string Pooler = "pooler.dense";

    private const double LeastNorm = 1e-12; // as torch.nn.functional.normalize has it, against a division by zero

    /// <param name="weights">The encoder's.</param>
    /// <param name="sentences">The graph's inputs.</param>
    /// <param name="states">Hidden states 0 to layers, each [batch, tokens, hidden].</param>
    /// <param name="head">What becomes of them.</param>
    /// <returns>[batch, dimension].</returns>
    public static string Add(WeightNodes weights, SentenceNodes sentences, IReadOnlyList<string> states, OnnxHead head)
    {
        var graph = weights.Graph;
        var tokens = new ReductionNodes(graph, sentences, head.LeftOut);
        string[] pooled = [.. head.Pooled.Select(state => Pool(weights, tokens, states, state))];
        var x = pooled is [var single] ? single : graph.Add("Concat", pooled, NodeAttribute.Integer("axis", -1));
        for (var index = 0; index < head.Dense.Count; index++)
        {
            x = AddDense(graph, x, head.Dense[index], $"dense.{index}");
        }

        return head.Normalizes ? Normalize(graph, x) : x;
    }

    private static string Pool(WeightNodes weights, ReductionNodes tokens, IReadOnlyList<string> states, PooledState pooled)
    {
        var (graph, hidden, last) = (weights.Graph, weights.Configuration.HiddenSize, states[^1]);
        if (pooled.AveragedWith is { } other)
        {
            last = graph.Add("Div", [graph.Add("Add", [states[other.GetOffset(states.Count)], last]), graph.Number(2)]);
        }

        var vector = tokens.Reduce(last, pooled.Reduction);
        return pooled.IsDense ? graph.Add("Tanh", [weights.Linear(vector, Pooler, hidden, hidden)]) : vector;
    }

    private static string AddDense(Graph graph, string x, DenseWeights layer, string name)
    {
        var input = layer.NormalizesInput ? Normalize(graph, x) : x;
        var matrix = TransposedMatrix.Of($"{name}.weight", layer.OutputSize, layer.InputSize, () => layer.Weight);
        var product = graph.Add("MatMul", [input, graph.Tensor(matrix)]);
        var sum = layer.Bias is { } bias
            ? graph.Add("Add", [product, graph.Floats($"{name}.bias", bias, layer.OutputSize)])
            : product;
        return ActivationNodes.Add(graph, layer.Activation, sum);
    }

    private static string Normalize(Graph graph, string x)
    {
        var norm = graph.Add("ReduceL2", [x], NodeAttribute.Integers("axes", -1), NodeAttribute.Integer("keepdims", 1));
        return graph.Add("Div", [x, graph.Add("Max", [norm, graph.Number(LeastNorm)])]);
    }
}
