namespace MultimodalEmbeddings.Onnx;

/// <summary>An encoder of the BERT line: token ids to hidden states.</summary>
internal static class EncoderNodes
{
    /// <returns>Hidden states 0 to layers, each [batch, tokens, hidden].</returns>
    public static IReadOnlyList<string> Add(WeightNodes weights, SentenceNodes sentences)
    {
        var sights = SightNodes.OfLayers(weights, sentences);
        List<string> states = [EmbeddingNodes.Add(weights, sentences)];
        for (var index = 0; index < sights.Count; index++)
        {
            states.Add(LayerNodes.Add(weights, index, states[^1], sights[index]));
        }

        // ModernBERT's norm after the last layer; other families have none of the name.
        states[^1] = weights.LayerNorm(states[^1], "encoder.LayerNorm", weights.Configuration.HiddenSize);
        return states;
    }
}
