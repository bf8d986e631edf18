using MultimodalEmbeddings.Onnx;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>The matrix products of a model of ONNX Runtime's own operators, in float32 or int8, without biases.</summary>
internal sealed class FusedProducts(WeightNodes weights, FusedKind kind)
{
    private const string Domain = "com.microsoft";

    private readonly Dictionary<string, IReadOnlyList<string>> _quantized = [];

    private Graph Graph => weights.Graph;

    public string Fused(string operation, IReadOnlyList<string> inputs, params NodeAttribute[] attributes) =>
        Graph.Add(new Node(operation, inputs, []) { Attributes = attributes, Domain = Domain }, outputs: 1)[0];

    /// <returns>W x, [..., outputs].</returns>
    public string Multiply(string x, string name, int outputs, int inputs)
    {
        if (!kind.IsQuantized)
        {
            return Graph.Add("MatMul", [x, Matrix([name], outputs, inputs)]);
        }

        var (input, matrix) = (Quantize(x), Quantized([name], outputs, inputs));
        return Fused("MatMulIntegerToFloat", [input[0], matrix.Weight, input[1], matrix.Scale, input[2], matrix.Zero]);
    }

    /// <summary>Attention on x with its products inside.</summary>
    /// <param name="x">[batch, tokens, hidden].</param>
    /// <param name="names">Query, key and value.</param>
    /// <param name="mask">[batch, tokens], int32.</param>
    public string AttendPacked(string x, string[] names, string mask)
    {
        var (it, hidden) = (weights.Configuration, weights.Configuration.HiddenSize);
        var heads = NodeAttribute.Integer("num_heads", it.Heads);
        if (!kind.IsQuantized)
        {
            return Fused("Attention", [x, Matrix(names, hidden, hidden), Biases(names), mask], heads);
        }

        var (input, matrix) = (Quantize(x), Quantized(names, hidden, hidden));
        return Fused(
            "QAttention",
            [input[0], matrix.Weight, Biases(names), input[1], matrix.Scale, mask, input[2], matrix.Zero],
            heads);
    }

    /// <summary>Biases one behind the other.</summary>
    public string Biases(string[] names)
    {
        var size = weights.Configuration.HiddenSize;
        return Graph.Floats(
            $"{names[0]}.biases", [.. names.SelectMany(name => weights.Read($"{name}.bias", size))], names.Length * size);
    }

    private string Matrix(string[] names, int outputs, int inputs) => Graph.Tensor(TransposedMatrix.Of(
        $"{names[0]}.{names.Length}", names.Length * outputs, inputs, () => Stored(names, outputs, inputs)));

    private QuantizedMatrix Quantized(string[] names, int outputs, int inputs) => QuantizedMatrix.Of(
        Graph, $"{names[0]}.{names.Length}", Stored(names, outputs, inputs), names.Length * outputs);

    private float[] Stored(string[] names, int outputs, int inputs) =>
        [.. names.SelectMany(name => weights.Read($"{name}.weight", outputs, inputs))];

    /// <returns>The values, uint8, their scale and their zero point; once for each x.</returns>
    private IReadOnlyList<string> Quantize(string x)
    {
        if (!_quantized.TryGetValue(x, out var quantized))
        {
            _quantized[x] = quantized = Graph.Add(new Node("DynamicQuantizeLinear", [x], []), outputs: 3);
        }

        return quantized;
    }
}
