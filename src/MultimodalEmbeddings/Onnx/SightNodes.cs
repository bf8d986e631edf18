namespace MultimodalEmbeddings.Onnx;

/// <summary>What the tokens of a sentence see of each other in a layer.</summary>
/// <param name="Mask">Added to the scores, [batch, 1 or heads, 1 or tokens, tokens].</param>
/// <param name="Rotation">Turns queries and keys; null where positions are in the embeddings.</param>
internal sealed record SightNodes(string Mask, RotationNodes? Rotation = null)
{
    /// <summary>One for each layer.</summary>
    public static IReadOnlyList<SightNodes> OfLayers(WeightNodes weights, SentenceNodes sentences)
    {
        var it = weights.Configuration;
        if (it.ModernBert is not { } modern)
        {
            return [.. Enumerable.Repeat(new SightNodes(PlainMask(weights, sentences)), it.Layers)];
        }

        var size = it.HiddenSize / it.Heads;
        SightNodes? whole = null, local = null;
        SightNodes Whole() => whole ??= new SightNodes(
            sentences.AttentionMask, new RotationNodes(weights.Graph, sentences, modern.GlobalTheta, size));
        SightNodes Local() => local ??= new SightNodes(
            sentences.LocalMask(modern.LocalAttention / 2), new RotationNodes(weights.Graph, sentences, modern.LocalTheta, size));
        return [.. modern.GlobalLayers.Select(isGlobal => isGlobal ? Whole() : Local())];
    }

    private static string PlainMask(WeightNodes weights, SentenceNodes sentences) =>
        weights.Configuration.RelativePositionBuckets is not { } buckets
            ? sentences.AttentionMask
            : weights.Graph.Add("Add", [DistanceBiasNodes.Add(weights, sentences, buckets), sentences.AttentionMask]);
}
