namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What the safetensors format says about an element type.</summary>
internal static class ElementTypeExtensions
{
    private static readonly (string Name, int Size)[] Facts = new (string, int)[Enum.GetValues<ElementType>().Length];
    private static readonly Dictionary<string, ElementType> ByName = new(StringComparer.Ordinal);

    static ElementTypeExtensions()
    {
        Add(ElementType.Float64, "F64", 8);
        Add(ElementType.Int64, "I64", 8);
        Add(ElementType.UInt64, "U64", 8);
        Add(ElementType.Complex64, "C64", 8);
        Add(ElementType.Float32, "F32", 4);
        Add(ElementType.Int32, "I32", 4);
        Add(ElementType.UInt32, "U32", 4);
        Add(ElementType.Float16, "F16", 2);
        Add(ElementType.BFloat16, "BF16", 2);
        Add(ElementType.Int16, "I16", 2);
        Add(ElementType.UInt16, "U16", 2);
        Add(ElementType.Int8, "I8", 1);
        Add(ElementType.UInt8, "U8", 1);
        Add(ElementType.Bool, "BOOL", 1);
        Add(ElementType.Float8E5M2, "F8_E5M2", 1);
        Add(ElementType.Float8E4M3, "F8_E4M3", 1);
        Add(ElementType.Float8E8M0, "F8_E8M0", 1);
        Add(ElementType.Float8E5M2Fnuz, "F8_E5M2FNUZ", 1);
        Add(ElementType.Float8E4M3Fnuz, "F8_E4M3FNUZ", 1);
    }

    /// <summary>The bytes that one element takes.</summary>
    public static int SizeInBytes(this ElementType type) => Facts[(int)type].Size;

    /// <summary>The name in a safetensors header, as in <c>BF16</c>.</summary>
    public static string SafetensorsName(this ElementType type) => Facts[(int)type].Name;

    /// <summary>Whether <see cref="CheckpointTensor.CopyTo"/> converts the type to float.</summary>
    public static bool ConvertsToFloat(this ElementType type) =>
        type is ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16 or ElementType.Float64;

    public static bool TryParse(string safetensorsName, out ElementType type) => ByName.TryGetValue(safetensorsName, out type);

    private static void Add(ElementType type, string name, int size)
    {
        Facts[(int)type] = (name, size);
        ByName.Add(name, type);
    }
}
