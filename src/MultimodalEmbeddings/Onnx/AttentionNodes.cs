namespace MultimodalEmbeddings.Onnx;

/// <summary>Multi-head scaled dot-product attention with its output projection.</summary>
/// <remarks>Vaswani et al. 2017, section 3.2.</remarks>
internal static class AttentionNodes
{
    /// <param name="weights">The encoder's.</param>
    /// <param name="prefix">The layer's name.</param>
    /// <param name="x">[batch, tokens, hidden].</param>
    /// <param name="sight">What tokens see of each other.</param>
    /// <returns>[batch, tokens, hidden].</returns>
    public static string Add(WeightNodes weights, string prefix, string x, SightNodes sight)
    {
        var (graph, hidden) = (weights.Graph, weights.Configuration.HiddenSize);
        var (query, key, value) = Projections(weights, prefix, x);
        var scores = graph.Add("MatMul", [Queries(weights, query, sight), Keys(weights, key, sight)]);
        var size = hidden / weights.Configuration.Heads;
        var scaled = graph.Add("Div", [scores, graph.Number(Math.Sqrt(size))]);
        var masked = graph.Add("Add", [scaled, sight.Mask]); // [batch, heads, tokens, tokens]
        var shares = graph.Add("Softmax", [masked], NodeAttribute.Integer("axis", -1));
        var context = graph.Add("MatMul", [shares, Heads(weights, value, 0, 2, 1, 3)]);
        var joined = graph.Add("Transpose", [context], NodeAttribute.Integers("perm", 0, 2, 1, 3));
        var rows = graph.Add("Reshape", [joined, graph.Integers(0, 0, hidden)]); // [batch, tokens, hidden]
        return weights.Linear(rows, $"{prefix}.attention.output.dense", hidden, hidden);
    }

    private static (string Query, string Key, string Value) Projections(WeightNodes weights, string prefix, string x)
    {
        var (hidden, self) = (weights.Configuration.HiddenSize, $"{prefix}.attention.self");
        if (weights.Configuration.ModernBert is null)
        {
            return (
                weights.Linear(x, $"{self}.query", hidden, hidden),
                weights.Linear(x, $"{self}.key", hidden, hidden),
                weights.Linear(x, $"{self}.value", hidden, hidden));
        }

        var parts = weights.Graph.Split(weights.Linear(x, $"{self}.qkv", 3 * hidden, hidden), 3, hidden);
        return (parts[0], parts[1], parts[2]);
    }

    /// <returns>[batch, heads, tokens, size].</returns>
    private static string Queries(WeightNodes weights, string query, SightNodes sight)
    {
        var heads = Heads(weights, query, 0, 2, 1, 3);
        return sight.Rotation?.Rotate(heads) ?? heads;
    }

    /// <returns>[batch, heads, size, tokens].</returns>
    private static string Keys(WeightNodes weights, string key, SightNodes sight) => sight.Rotation is not { } rotation
        ? Heads(weights, key, 0, 2, 3, 1)
        : weights.Graph.Add(
            "Transpose", [rotation.Rotate(Heads(weights, key, 0, 2, 1, 3))], NodeAttribute.Integers("perm", 0, 1, 3, 2));

    /// <param name="weights">The encoder's.</param>
    /// <param name="x">[batch, tokens, hidden].</param>
    /// <param name="order">The places of batch, tokens, heads and size.</param>
    private static string Heads(WeightNodes weights, string x, params long[] order)
    {
        var (it, graph) = (weights.Configuration, weights.Graph);
        var split = graph.Add("Reshape", [x, graph.Integers(0, 0, it.Heads, it.HiddenSize / it.Heads)]);
        return graph.Add("Transpose", [split], NodeAttribute.Integers("perm", order));
    }
}
