namespace MultimodalEmbeddings.Onnx;

/// <summary>Hidden state 0: word, position and token type embeddings, normalised, and brought to the hidden size.</summary>
internal static class EmbeddingNodes
{
    private const string Positions = "embeddings.position_embeddings.weight";
    private const string Types = "embeddings.token_type_embeddings.weight";

    /// <returns>[batch, tokens, hidden].</returns>
    public static string Add(WeightNodes weights, SentenceNodes sentences)
    {
        var (it, graph) = (weights.Configuration, weights.Graph);
        var size = it.EmbeddingSize ?? it.HiddenSize;
        var words = weights.Stored("embeddings.word_embeddings.weight", it.VocabularySize, size);
        var sum = graph.Add("Gather", [words, SentenceNodes.Ids]);
        if (it.TokenTypes > 0)
        {
            sum = graph.Add("Add", [sum, FirstType(weights, size)]);
        }

        if (it.Family.HasPositionTable)
        {
            var table = weights.Stored(Positions, it.MaximumPositions, size);
            var positions = it.Family.CountsPositionsAfterPadding
                ? graph.Add("Gather", [table, Counted(graph, it.PaddingId)])
                : graph.Add("Slice", [table, graph.Integers(0), sentences.Width, graph.Integers(0)]);
            sum = graph.Add("Add", [sum, positions]);
        }

        var embedded = weights.LayerNorm(sum, "embeddings.LayerNorm", size);
        return size == it.HiddenSize ? embedded : weights.Linear(embedded, "embeddings.projection", it.HiddenSize, size);
    }

    /// <summary>Every token is of type 0.</summary>
    private static string FirstType(WeightNodes weights, int size) => weights.Graph.Floats(
        $"{Types}.first", weights.Read(Types, weights.Configuration.TokenTypes, size)[..size], size);

    /// <summary>
    /// RoBERTa and its kin count from padding id + 1, and tokens that are not padding only; fairseq's <c>make_positions</c>.
    /// </summary>
    private static string Counted(Graph graph, int paddingId)
    {
        var isPadding = graph.Add("Equal", [SentenceNodes.Ids, graph.Integer(paddingId)]);
        var counts = graph.Add("Cast", [graph.Add("Not", [isPadding])], NodeAttribute.Integer("to", DataType.Int64));
        var places = graph.Add("Mul", [graph.Add("CumSum", [counts, graph.Integer(1)]), counts]);
        return graph.Add("Add", [places, graph.Integer(paddingId)]);
    }
}
