namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>A field of a protobuf message.</summary>
/// <remarks>Encoding: https://protobuf.dev/programming-guides/encoding/.</remarks>
internal sealed class ProtobufField
{
    private const int VariableInteger = 0;
    private const int EightBytes = 1;
    private const int Delimited = 2;
    private const int FourBytes = 5;
    private const int Deepest = 8;

    /// <summary>The field's number and wire type.</summary>
    public required ulong Tag { get; set; }

    /// <summary>Its value, without the length that goes before a delimited one.</summary>
    public required byte[] Payload { get; set; }

    /// <summary>The fields of the message that it holds, where it holds one.</summary>
    public List<ProtobufField>? Children { get; init; }

    /// <summary>Says another length than the value has.</summary>
    public ulong? ClaimedLength { get; set; }

    /// <summary>The fields of a message; null where the bytes are none.</summary>
    public static List<ProtobufField>? Parse(ReadOnlySpan<byte> message) => Parse(message, depth: 0);

    public static byte[] Write(IEnumerable<ProtobufField> fields)
    {
        var message = new List<byte>();
        foreach (var field in fields)
        {
            var payload = field.Children is null ? field.Payload : Write(field.Children);
            message.AddRange(Integer(field.Tag));
            message.AddRange((field.Tag & 7) == Delimited ? Integer(field.ClaimedLength ?? (ulong)payload.Length) : []);
            message.AddRange(payload);
        }

        return [.. message];
    }

    public static byte[] Integer(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        return [.. bytes, (byte)value];
    }

    private static List<ProtobufField>? Parse(ReadOnlySpan<byte> message, int depth)
    {
        var fields = new List<ProtobufField>();
        while (message.Length > 0)
        {
            if (ReadInteger(ref message) is not { } tag || ReadPayload(ref message, (int)(tag & 7)) is not { } payload)
            {
                return null;
            }

            var children = (tag & 7) == Delimited && payload.Length > 0 && depth < Deepest ? Parse(payload, depth + 1) : null;
            fields.Add(new ProtobufField { Tag = tag, Payload = payload, Children = children });
        }

        return fields;
    }

    private static ulong? ReadInteger(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && message.Length > 0; shift += 7)
        {
            var next = message[0];
            message = message[1..];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        return null;
    }

    private static byte[]? ReadPayload(ref ReadOnlySpan<byte> message, int wireType)
    {
        var start = message;
        ulong? length = wireType switch
        {
            VariableInteger => ReadInteger(ref message) is null ? null : (ulong)(start.Length - message.Length),
            EightBytes => 8,
            Delimited => ReadInteger(ref message),
            FourBytes => 4,
            _ => null,
        };
        var from = wireType == VariableInteger ? start : message;
        if (length is not { } count || count > (ulong)from.Length)
        {
            return null;
        }

        message = from[(int)count..];
        return from[..(int)count].ToArray();
    }
}
