using System.Globalization;
using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>A graph of ONNX that grows node by node. Values are known by their names.</summary>
internal sealed class Graph
{
    private readonly OrderedDictionary<string, TensorToWrite> _tensors = new(StringComparer.Ordinal);
    private readonly List<Node> _nodes = [];
    private readonly List<GraphValue> _inputs = [];
    private readonly List<GraphValue> _outputs = [];

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Weights and constants; a tensor's values are read when it is written.</summary>
    public IReadOnlyList<TensorToWrite> Tensors => _tensors.Values;

    public IReadOnlyList<GraphValue> Inputs => _inputs;

    public IReadOnlyList<GraphValue> Outputs => _outputs;

    public void AddInput(GraphValue value) => _inputs.Add(value);

    /// <param name="value">How the graph shows it.</param>
    /// <param name="source">The value that it is.</param>
    public void AddOutput(GraphValue value, string source)
    {
        _nodes.Add(new Node("Identity", [source], [value.Name]));
        _outputs.Add(value);
    }

    /// <returns>The value that the operation gives.</returns>
    public string Add(string operation, IReadOnlyList<string> inputs, params NodeAttribute[] attributes) =>
        Add(new Node(operation, inputs, []) { Attributes = attributes }, outputs: 1)[0];

    /// <param name="node">An operation whose outputs have no names yet.</param>
    /// <param name="outputs">How many it has.</param>
    public IReadOnlyList<string> Add(Node node, int outputs)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(index => $"{node.Operator}_{_nodes.Count}_{index}")];
        _nodes.Add(node with { Outputs = names });
        return names;
    }

    /// <returns>Equal parts of a value along its last axis.</returns>
    public IReadOnlyList<string> Split(string x, int parts, long size) => Add(
        new Node("Split", [x, Integers([.. Enumerable.Repeat(size, parts)])], [])
        {
            Attributes = [NodeAttribute.Integer("axis", -1)],
        },
        parts);

    /// <summary>A tensor with values of its own; the same name is the same tensor.</summary>
    public string Tensor(TensorToWrite tensor)
    {
        _tensors.TryAdd(tensor.Name, tensor);
        return tensor.Name;
    }

    public string Floats(string name, float[] values, params long[] shape) => Tensor(
        new TensorToWrite(name, shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes<float>(values))));

    /// <summary>A number without axes.</summary>
    public string Number(double value) =>
        Floats(string.Create(CultureInfo.InvariantCulture, $"float_{(float)value}"), [(float)value]);

    /// <summary>Whole numbers along one axis.</summary>
    public string Integers(params long[] values) => Integers($"int64_{string.Join('_', values)}", values, values.Length);

    /// <summary>A whole number without axes.</summary>
    public string Integer(long value) => Integers($"int64_scalar_{value}", [value]);

    private string Integers(string name, long[] values, params long[] shape) => Tensor(
        new TensorToWrite(name, shape, ElementType.Int64, stream => stream.Write(MemoryMarshal.AsBytes<long>(values))));
}
