using System.Globalization;

namespace MultimodalEmbeddings.Onnx;

/// <summary>
/// Rotary position embedding: at position p, components i and i + size / 2 of a query or key are turned by the angle
/// p θ^(−2i / size).
/// </summary>
/// <remarks>Su et al. 2021, section 3.2.2, with halves instead of neighbouring pairs; the angles are float32.</remarks>
internal sealed class RotationNodes
{
    private readonly Graph _graph;
    private readonly int _half;
    private readonly string _cosines; // [tokens, size]
    private readonly string _sines;   // [tokens, size]

    /// <param name="graph">The graph.</param>
    /// <param name="sentences">Its inputs.</param>
    /// <param name="theta">The base θ.</param>
    /// <param name="size">Components of a head, an even number.</param>
    public RotationNodes(Graph graph, SentenceNodes sentences, double theta, int size)
    {
        (_graph, _half) = (graph, size / 2);
        float[] frequencies = [.. Enumerable.Range(0, size).Select(i => 1 / MathF.Pow((float)theta, 2f * (i % _half) / size))];
        var places = graph.Add("Cast", [sentences.Unsqueeze(sentences.Places, 1)], NodeAttribute.Integer("to", DataType.Float));
        var name = string.Create(CultureInfo.InvariantCulture, $"rotation.{theta}");
        var angles = graph.Add("Mul", [places, graph.Floats(name, frequencies, size)]);
        _cosines = graph.Add("Cos", [angles]);
        _sines = graph.Add("Sin", [angles]);
    }

    /// <param name="x">[batch, heads, tokens, size].</param>
    public string Rotate(string x)
    {
        var halves = _graph.Split(x, 2, _half);
        var turned = _graph.Add("Concat", [_graph.Add("Neg", [halves[1]]), halves[0]], NodeAttribute.Integer("axis", -1));
        return _graph.Add("Add", [_graph.Add("Mul", [x, _cosines]), _graph.Add("Mul", [turned, _sines])]);
    }
}
