using Google.Protobuf;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Onnx;

/// <summary>A part of a file: bytes, and behind them the values of a tensor, which are read when they are written.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Tensor">The tensor; null for the bytes alone.</param>
internal sealed record TensorPart(byte[] Bytes, TensorToWrite? Tensor = null)
{
    private const int Initializer = 5;  // of GraphProto
    private const int RawData = 9;      // of TensorProto

    public long Length => Bytes.Length + (Tensor?.SizeInBytes ?? 0);

    /// <summary>Tensors with their values: <c>TensorProto</c>.</summary>
    public static IReadOnlyList<TensorPart> Within(IEnumerable<TensorToWrite> tensors) => [.. tensors.Select(Within)];

    public static TensorPart Within(TensorToWrite tensor)
    {
        byte[] body = [.. Message.Of(output => WriteDescription(output, tensor)), .. LengthField(RawData, tensor.SizeInBytes)];
        return new TensorPart([.. LengthField(Initializer, body.Length + tensor.SizeInBytes), .. body], tensor);
    }

    /// <summary>A tensor whose values another file holds.</summary>
    /// <param name="tensor">Its name and shape.</param>
    /// <param name="place">Where they are, as <c>TensorProto.external_data</c> says it.</param>
    public static TensorPart Elsewhere(TensorToWrite tensor, IEnumerable<(string Key, string Value)> place)
    {
        var body = Message.Of(output =>
        {
            WriteDescription(output, tensor);
            foreach (var (key, value) in place)
            {
                output.WriteMessage(13, Message.Of(entry =>
                {
                    entry.WriteText(1, key);
                    entry.WriteText(2, value);
                }));
            }

            output.WriteNumber(14, 1); // data_location: external
        });
        return new TensorPart(Message.Of(output => output.WriteMessage(Initializer, body)));
    }

    /// <summary>What stands before the bytes of a nested message or of raw data.</summary>
    public static byte[] LengthField(int field, long length) => Message.Of(output =>
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteInt64(length);
    });

    public void Write(Stream stream)
    {
        stream.Write(Bytes);
        Tensor?.Write(stream);
    }

    private static void WriteDescription(CodedOutputStream output, TensorToWrite tensor)
    {
        foreach (var dimension in tensor.Shape)
        {
            output.WriteNumber(1, dimension);
        }

        output.WriteNumber(2, DataType.Of(tensor.Type));
        output.WriteText(8, tensor.Name);
    }
}
