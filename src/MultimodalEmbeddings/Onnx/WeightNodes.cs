using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>The operations of a graph that have an encoder's weights.</summary>
internal sealed class WeightNodes(Graph graph, IWeightSource source)
{
    public Graph Graph { get; } = graph;

    public EncoderConfiguration Configuration => source.Configuration;

    public bool Contains(string name) => source.Contains(name);

    public float[] Read(string name, params long[] shape) => source.Read(name, shape);

    /// <summary>A tensor as it is stored.</summary>
    public string Stored(string name, params long[] shape) => Graph.Tensor(new TensorToWrite(
        name, shape, ElementType.Float32, stream => stream.Write(MemoryMarshal.AsBytes<float>(source.Read(name, shape)))));

    /// <summary>W x + b, where there is a b.</summary>
    /// <param name="x">[..., inputs].</param>
    /// <param name="name">The layer.</param>
    /// <param name="outputs">Rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <returns>[..., outputs].</returns>
    public string Linear(string x, string name, int outputs, int inputs)
    {
        var (weight, bias) = ($"{name}.weight", $"{name}.bias");
        var product = Graph.Add("MatMul", [x, Graph.Tensor(TransposedMatrix.Of(
            weight, outputs, inputs, () => source.Read(weight, outputs, inputs)))]);
        return Contains(bias) ? Graph.Add("Add", [product, Stored(bias, outputs)]) : product;
    }

    /// <returns>x itself where there is no norm of the name, as before ModernBERT's first attention.</returns>
    public string LayerNorm(string x, string name, int size)
    {
        var (weight, bias) = ($"{name}.weight", $"{name}.bias");
        return !Contains(weight) ? x : Graph.Add(
            "LayerNormalization",
            Contains(bias) ? [x, Stored(weight, size), Stored(bias, size)] : [x, Stored(weight, size)],
            NodeAttribute.Integer("axis", -1),
            NodeAttribute.Float("epsilon", Configuration.LayerNormEpsilon));
    }
}
