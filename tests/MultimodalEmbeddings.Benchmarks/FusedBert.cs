using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>
/// Writes a BERT with ONNX Runtime's own operators: EmbedLayerNormalization, Attention, SkipLayerNormalization, BiasGelu; mean
/// pooling and length 1, as the exported models that it is compared with.
/// </summary>
internal sealed class FusedBert
{
    private readonly WeightNodes _weights;
    private readonly FusedProducts _products;
    private readonly FusedKind _kind;
    private readonly string _mask; // [batch, tokens], int32

    private FusedBert(IWeightSource weights, FusedKind kind)
    {
        Graph = new Graph();
        (_weights, _kind) = (new WeightNodes(Graph, weights), kind);
        _products = new FusedProducts(_weights, kind);
        var sentences = new SentenceNodes(Graph);
        _mask = Integers(SentenceNodes.Mask);
        var hidden = Embed();
        for (var index = 0; index < It.Layers; index++)
        {
            hidden = Layer($"encoder.layer.{index}", hidden);
        }

        var embeddings = HeadNodes.Add(_weights, sentences, [hidden], Opponents.Head);
        Graph.AddOutput(
            new GraphValue(OnnxExport.Output, ElementType.Float32, SentenceNodes.Batch, It.HiddenSize), embeddings);
    }

    private Graph Graph { get; }

    private EncoderConfiguration It => _weights.Configuration;

    /// <exception cref="NotSupportedException">The encoder is no BERT with the exact GELU.</exception>
    public static void Write(string path, IWeightSource weights, FusedKind kind)
    {
        if (weights.Configuration is not { ModelType: "bert", Activation: "gelu" })
        {
            throw new NotSupportedException(
                $"The fused operators are laid out for bert with gelu, not {weights.Configuration.ModelType} with "
                + $"{weights.Configuration.Activation}.");
        }

        ModelFile.Write(path, new FusedBert(weights, kind).Graph, ModelFile.LargestMessage);
    }

    private string Embed()
    {
        string Table(string name, int rows) => _weights.Stored($"embeddings.{name}_embeddings.weight", rows, It.HiddenSize);

        var ids = Integers(SentenceNodes.Ids);
        var types = Graph.Add("Sub", [ids, ids]);
        Node node = new(
            "EmbedLayerNormalization",
            [
                ids, types, Table("word", It.VocabularySize), Table("position", It.MaximumPositions),
                Table("token_type", It.TokenTypes), .. Norm("embeddings.LayerNorm"),
            ],
            [])
        {
            Attributes = [Epsilon],
            Domain = "com.microsoft",
        };
        return Graph.Add(node, outputs: 2)[0];
    }

    private string Layer(string prefix, string x)
    {
        var (hidden, wide) = (It.HiddenSize, It.IntermediateSize);
        var context = Attend($"{prefix}.attention.self", x);
        var attended = _products.Multiply(context, $"{prefix}.attention.output.dense", hidden, hidden);
        var normed = Add(attended, x, $"{prefix}.attention.output");
        var widened = _products.Multiply(normed, $"{prefix}.intermediate.dense", wide, hidden);
        var gelu = _products.Fused("BiasGelu", [widened, Vector($"{prefix}.intermediate.dense.bias", wide)]);
        return Add(_products.Multiply(gelu, $"{prefix}.output.dense", hidden, wide), normed, $"{prefix}.output");
    }

    private string Attend(string prefix, string x)
    {
        string[] names = [$"{prefix}.query", $"{prefix}.key", $"{prefix}.value"];
        if (_kind.PacksAttention)
        {
            return _products.AttendPacked(x, names, _mask);
        }

        var projected = names.Select(name => _products.Multiply(x, name, It.HiddenSize, It.HiddenSize));
        return _products.Fused(
            "MultiHeadAttention",
            [.. projected, _products.Biases(names), _mask],
            NodeAttribute.Integer("num_heads", It.Heads));
    }

    /// <summary>Bias, residual and norm.</summary>
    private string Add(string output, string residual, string prefix) => _products.Fused(
        "SkipLayerNormalization",
        [output, residual, .. Norm($"{prefix}.LayerNorm"), Vector($"{prefix}.dense.bias", It.HiddenSize)],
        Epsilon);

    private NodeAttribute Epsilon => NodeAttribute.Float("epsilon", It.LayerNormEpsilon);

    private string[] Norm(string name) => [Vector($"{name}.weight", It.HiddenSize), Vector($"{name}.bias", It.HiddenSize)];

    private string Vector(string name, int size) => _weights.Stored(name, size);

    private string Integers(string input) =>
        Graph.Add("Cast", [input], NodeAttribute.Integer("to", DataType.Of(ElementType.Int32)));
}
