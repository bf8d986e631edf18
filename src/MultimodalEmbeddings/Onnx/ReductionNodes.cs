namespace MultimodalEmbeddings.Onnx;

/// <summary>Reduces over the tokens that take part: all but padding and a prompt that is left out.</summary>
internal sealed class ReductionNodes(Graph graph, SentenceNodes sentences, int leftOut)
{
    /// <summary>The last token's place: [batch, 1].</summary>
    private string LastPlace => field ??= graph.Add(
        "Sub",
        [
            graph.Add("ReduceSum", [SentenceNodes.Mask, graph.Integers(1)], NodeAttribute.Integer("keepdims", 1)),
            graph.Integer(1),
        ]);

    /// <summary>The place of the first token that takes part: [batch, 1].</summary>
    private string FirstPlace => field ??= graph.Add("Min", [LastPlace, graph.Integer(leftOut)]);

    /// <summary>1 for a token that takes part, 0 for others: [batch, tokens].</summary>
    private string Weights => field ??= leftOut == 0
        ? sentences.Attended
        : graph.Add("Mul", [
            sentences.Attended,
            graph.Add(
                "Cast",
                [graph.Add("GreaterOrEqual", [sentences.Places, FirstPlace])],
                NodeAttribute.Integer("to", DataType.Float)),
        ]);

    /// <summary>i for token i, from 1, where it takes part: [batch, tokens].</summary>
    private string CountedWeights => field ??= graph.Add("Mul", [
        Weights,
        graph.Add(
            "Cast", [graph.Add("Add", [sentences.Places, graph.Integer(1)])], NodeAttribute.Integer("to", DataType.Float)),
    ]);

    /// <param name="states">[batch, tokens, hidden].</param>
    /// <param name="reduction">What is made of the tokens.</param>
    /// <returns>[batch, hidden].</returns>
    public string Reduce(string states, TokenReduction reduction) => reduction switch
    {
        TokenReduction.First => leftOut == 0
            ? graph.Add("Gather", [states, graph.Integer(0)], NodeAttribute.Integer("axis", 1))
            : At(states, FirstPlace),
        TokenReduction.Last => At(states, LastPlace),
        TokenReduction.Max => Max(states),
        TokenReduction.Mean => Mean(states, Weights),
        TokenReduction.WeightedMean => Mean(states, CountedWeights),
        TokenReduction.MeanSqrtLength => graph.Add("Div", [Sum(states, Weights), graph.Add("Sqrt", [Total(Weights)])]),
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), reduction, "Not a reduction of tokens."),
    };

    private string Max(string states)
    {
        var part = graph.Add("Greater", [sentences.Unsqueeze(Weights, 2), graph.Number(0)]);
        return graph.Add(
            "ReduceMax",
            [graph.Add("Where", [part, states, graph.Number(float.NegativeInfinity)])],
            NodeAttribute.Integers("axes", 1),
            NodeAttribute.Integer("keepdims", 0));
    }

    private string Mean(string states, string weights) => graph.Add("Div", [Sum(states, weights), Total(weights)]);

    private string Sum(string states, string weights) => graph.Add(
        "ReduceSum",
        [graph.Add("Mul", [states, sentences.Unsqueeze(weights, 2)]), graph.Integers(1)],
        NodeAttribute.Integer("keepdims", 0));

    /// <returns>[batch, 1].</returns>
    private string Total(string weights) =>
        graph.Add("ReduceSum", [weights, graph.Integers(1)], NodeAttribute.Integer("keepdims", 1));

    /// <param name="states">[batch, tokens, hidden].</param>
    /// <param name="places">[batch, 1].</param>
    private string At(string states, string places) =>
        graph.Add("GatherND", [states, places], NodeAttribute.Integer("batch_dims", 1));
}
