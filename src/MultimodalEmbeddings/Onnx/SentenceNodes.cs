using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>The inputs of a graph, and what several of its parts make of them; each once, where it is first asked for.</summary>
/// <remarks>Padding stands behind a sentence, not before it.</remarks>
internal sealed class SentenceNodes
{
    public const string Ids = "input_ids";
    public const string Mask = "attention_mask";
    public const string Batch = "batch";
    public const string Tokens = "tokens";

    private readonly Graph _graph;

    public SentenceNodes(Graph graph)
    {
        _graph = graph;
        graph.AddInput(new GraphValue(Ids, ElementType.Int64, Batch, Tokens));
        graph.AddInput(new GraphValue(Mask, ElementType.Int64, Batch, Tokens));
    }

    /// <summary>How many tokens the longest sentence has: [1].</summary>
    public string Width => field ??= _graph.Add("Gather", [Shape, _graph.Integers(1)]);

    /// <summary>0 to tokens − 1: [tokens].</summary>
    public string Places => field ??= _graph.Add(
        "Range", [_graph.Integer(0), _graph.Add("Gather", [Shape, _graph.Integer(1)]), _graph.Integer(1)]);

    /// <summary>j − i: [tokens, tokens].</summary>
    public string Distances => field ??= _graph.Add("Sub", [Unsqueeze(Places, 0), Unsqueeze(Places, 1)]);

    /// <summary>1 for a token, 0 for padding, float32: [batch, tokens].</summary>
    public string Attended => field ??= _graph.Add("Cast", [Mask], NodeAttribute.Integer("to", DataType.Float));

    /// <summary>
    /// What attention adds to its scores, [batch, 1, 1, tokens]: 0 for a token; for padding the lowest number, not −∞, so that
    /// a row of nothing but padding is not NaN.
    /// </summary>
    /// <remarks>In the form in which ONNX Runtime recognises attention, to run it as one operation.</remarks>
    public string AttentionMask => field ??= _graph.Add("Mul", [
        _graph.Add("Sub", [
            _graph.Number(1),
            _graph.Add("Cast", [Unsqueeze(Unsqueeze(Mask, 1), 2)], NodeAttribute.Integer("to", DataType.Float)),
        ]),
        _graph.Number(float.MinValue),
    ]);

    private string Shape => field ??= _graph.Add("Shape", [Ids]);

    /// <summary>The same for tokens that see those at most <paramref name="reach"/> away: [batch, 1, tokens, tokens].</summary>
    public string LocalMask(int reach)
    {
        var near = _graph.Add("LessOrEqual", [_graph.Add("Abs", [Distances]), _graph.Integer(reach)]);
        var mask = Unsqueeze(Unsqueeze(Mask, 1), 2);
        var attended = _graph.Add("Cast", [mask], NodeAttribute.Integer("to", DataType.Boolean));
        var seen = _graph.Add("And", [attended, near]);
        return _graph.Add("Where", [seen, _graph.Number(0), _graph.Number(float.MinValue)]);
    }

    public string Unsqueeze(string x, long axis) => _graph.Add("Unsqueeze", [x, _graph.Integers(axis)]);
}
