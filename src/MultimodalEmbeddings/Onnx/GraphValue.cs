using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>What goes into a graph or comes out of it: <c>ValueInfoProto</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Numbers, or names of dimensions that each call sets.</param>
internal sealed record GraphValue(string Name, ElementType Type, params IReadOnlyList<object> Shape)
{
    public byte[] ToBytes()
    {
        var shape = Message.Of(output =>
        {
            foreach (var dimension in Shape)
            {
                output.WriteMessage(1, Dimension(dimension));
            }
        });
        var tensor = Message.Of(output =>
        {
            output.WriteNumber(1, DataType.Of(Type));
            output.WriteMessage(2, shape);
        });
        return Message.Of(output =>
        {
            output.WriteText(1, Name);
            output.WriteMessage(2, Message.Of(type => type.WriteMessage(1, tensor)));
        });
    }

    private static byte[] Dimension(object dimension) => Message.Of(output =>
    {
        if (dimension is string name)
        {
            output.WriteText(2, name);
        }
        else
        {
            output.WriteNumber(1, Convert.ToInt64(dimension, null));
        }
    });
}
