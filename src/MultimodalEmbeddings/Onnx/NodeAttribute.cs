namespace MultimodalEmbeddings.Onnx;

/// <summary>A constant of a node: <c>AttributeProto</c>.</summary>
/// <param name="Name">Its name in the operator's definition.</param>
/// <param name="Value">A float, a long or several.</param>
internal sealed record NodeAttribute(string Name, object Value)
{
    private const int FloatType = 1;
    private const int IntegerType = 2;
    private const int IntegersType = 7;

    public static NodeAttribute Float(string name, double value) => new(name, (float)value);

    public static NodeAttribute Integer(string name, long value) => new(name, value);

    public static NodeAttribute Integers(string name, params long[] values) => new(name, values);

    public byte[] ToBytes() => Message.Of(output =>
    {
        output.WriteText(1, Name);
        switch (Value)
        {
            case float number:
                output.WriteSingle(2, number);
                output.WriteNumber(20, FloatType);
                break;
            case long number:
                output.WriteNumber(3, number);
                output.WriteNumber(20, IntegerType);
                break;
            default:
                Array.ForEach((long[])Value, number => output.WriteNumber(8, number));
                output.WriteNumber(20, IntegersType);
                break;
        }
    });
}
