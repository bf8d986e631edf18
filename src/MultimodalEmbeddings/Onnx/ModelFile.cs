using Google.Protobuf;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>Writes a graph as an ONNX file: <c>ModelProto</c>.</summary>
internal static class ModelFile
{
    /// <summary>What a protocol buffer can hold: 2 GB.</summary>
    public const long LargestMessage = int.MaxValue;

    private const int IntermediateVersion = 8; // the one that came with operator set 17
    private const int OperatorSet = 17;

    /// <param name="path">A file there is replaced, at once and only when the new one is complete.</param>
    /// <param name="graph">What is written.</param>
    /// <param name="limit">Larger files hold no weights; these go into a file beside them.</param>
    public static void Write(string path, Graph graph, long limit)
    {
        var parts = TensorPart.Within(graph.Tensors);
        if (LengthOf(Model(graph, parts)) > limit)
        {
            parts = ExternalData.Write(path, graph.Tensors);
        }

        AtomicFile.Write(path, stream => Array.ForEach(Model(graph, parts), part => part.Write(stream)));
    }

    private static TensorPart[] Model(Graph graph, IReadOnlyList<TensorPart> tensors)
    {
        var start = Message.Of(output =>
        {
            foreach (var node in graph.Nodes)
            {
                output.WriteMessage(1, node.ToBytes());
            }

            output.WriteText(2, "encoder");
        });
        var end = Message.Of(output =>
        {
            WriteAll(output, 11, graph.Inputs);
            WriteAll(output, 12, graph.Outputs);
        });
        TensorPart[] body = [new(start), .. tensors, new(end)];
        return [new(Head(graph)), new(TensorPart.LengthField(7, LengthOf(body))), .. body];
    }

    private static byte[] Head(Graph graph) => Message.Of(output =>
    {
        output.WriteNumber(1, IntermediateVersion);
        output.WriteText(2, nameof(MultimodalEmbeddings));
        foreach (var domain in graph.Nodes.Select(node => node.Domain).Distinct())
        {
            output.WriteMessage(8, Message.Of(set =>
            {
                set.WriteText(1, domain);
                set.WriteNumber(2, domain.Length == 0 ? OperatorSet : 1);
            }));
        }
    });

    private static void WriteAll(CodedOutputStream output, int field, IReadOnlyList<GraphValue> values)
    {
        foreach (var value in values)
        {
            output.WriteMessage(field, value.ToBytes());
        }
    }

    private static long LengthOf(IEnumerable<TensorPart> parts) => parts.Sum(part => part.Length);
}
