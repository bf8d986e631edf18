using Google.Protobuf;

namespace MultimodalEmbeddings.Onnx;

/// <summary>One operation of a graph: <c>NodeProto</c>.</summary>
/// <param name="Operator">Its name in the operator set.</param>
/// <param name="Inputs">Names of values; empty for an optional one that is absent.</param>
/// <param name="Outputs">Names of values.</param>
internal sealed record Node(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public IReadOnlyList<NodeAttribute> Attributes { get; init; } = [];

    /// <summary>The operator set; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    public byte[] ToBytes() => Message.Of(output =>
    {
        WriteAll(output, 1, Inputs);
        WriteAll(output, 2, Outputs);
        output.WriteText(3, Outputs[0]);
        output.WriteText(4, Operator);
        foreach (var attribute in Attributes)
        {
            output.WriteMessage(5, attribute.ToBytes());
        }

        output.WriteText(7, Domain);
    });

    private static void WriteAll(CodedOutputStream output, int field, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            output.WriteText(field, name);
        }
    }
}
