using MultimodalEmbeddings.Inference;

namespace MultimodalEmbeddings.Onnx;

/// <summary>MPNet's bias of attention by distance, the same in all layers: <see cref="DistanceBias"/>.</summary>
internal static class DistanceBiasNodes
{
    private const string Table = "encoder.relative_attention_bias.weight";

    /// <returns>[heads, tokens, tokens].</returns>
    public static string Add(WeightNodes weights, SentenceNodes sentences, int buckets)
    {
        var (it, graph) = (weights.Configuration, weights.Graph);
        var furthest = it.MaximumPositions - 1;
        var distances = (2 * furthest) + 1;
        var table = weights.Read(Table, buckets, it.Heads);
        var lines = new float[it.Heads * distances]; // by distance, from -furthest to furthest
        for (var index = 0; index < lines.Length; index++)
        {
            var (head, distance) = Math.DivRem(index, distances);
            lines[index] = table[(DistanceBias.Bucket(distance - furthest) * it.Heads) + head];
        }

        return graph.Add(
            "Gather",
            [
                graph.Floats("encoder.relative_attention_bias.by_distance", lines, it.Heads, distances),
                graph.Add("Add", [sentences.Distances, graph.Integer(furthest)]),
            ],
            NodeAttribute.Integer("axis", 1));
    }
}
