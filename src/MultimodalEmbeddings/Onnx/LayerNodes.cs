namespace MultimodalEmbeddings.Onnx;

/// <summary>One transformer layer: attention, then the feed-forward network.</summary>
internal static class LayerNodes
{
    /// <param name="weights">The encoder's.</param>
    /// <param name="index">The layer, from 0.</param>
    /// <param name="x">[batch, tokens, hidden].</param>
    /// <param name="sight">What tokens see of each other.</param>
    /// <returns>[batch, tokens, hidden].</returns>
    public static string Add(WeightNodes weights, int index, string x, SightNodes sight)
    {
        var (graph, hidden, prefix) = (weights.Graph, weights.Configuration.HiddenSize, $"encoder.layer.{index}");
        string Norm(string name, string values) => weights.LayerNorm(values, $"{prefix}.{name}.LayerNorm", hidden);

        if (weights.Configuration.ModernBert is null)
        {
            var attended = graph.Add("Add", [AttentionNodes.Add(weights, prefix, x, sight), x]);
            var normed = Norm("attention.output", attended);
            return Norm("output", graph.Add("Add", [FeedForward(weights, prefix, normed), normed]));
        }

        var seen = graph.Add("Add", [x, AttentionNodes.Add(weights, prefix, Norm("attention", x), sight)]);
        return graph.Add("Add", [seen, FeedForward(weights, prefix, Norm("intermediate", seen))]);
    }

    private static string FeedForward(WeightNodes weights, string prefix, string x)
    {
        var (it, graph) = (weights.Configuration, weights.Graph);
        var wide = Widened(weights, $"{prefix}.intermediate.dense", x);
        return weights.Linear(wide, $"{prefix}.output.dense", it.HiddenSize, it.IntermediateSize);
    }

    /// <summary>In ModernBERT, half of what the layer gives is the gate of the other half.</summary>
    private static string Widened(WeightNodes weights, string name, string x)
    {
        var (it, graph) = (weights.Configuration, weights.Graph);
        if (it.ModernBert is null)
        {
            return ActivationNodes.Add(graph, it.Activation, weights.Linear(x, name, it.IntermediateSize, it.HiddenSize));
        }

        var halves = graph.Split(weights.Linear(x, name, 2 * it.IntermediateSize, it.HiddenSize), 2, it.IntermediateSize);
        return graph.Add("Mul", [ActivationNodes.Add(graph, it.Activation, halves[0]), halves[1]]);
    }
}
