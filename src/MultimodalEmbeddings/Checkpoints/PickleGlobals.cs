namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Every name of Python that a pickle may use. All others are refused where they are named, called or not.</summary>
internal static class PickleGlobals
{
    private const string Remedy =
        "Only tensors and the containers around them are read, and no code is ever run; in Python, save the weights alone:"
        + " torch.save(model.state_dict(), …).";

    private static readonly Dictionary<(string Module, string Name), object> Allowed = new()
    {
        [("collections", "OrderedDict")] = PickleFunction.OrderedDictionary,
        [("torch", "Size")] = PickleFunction.Size,
        [("torch._utils", "_rebuild_tensor")] = PickleFunction.RebuildTensor,
        [("torch._utils", "_rebuild_tensor_v2")] = PickleFunction.RebuildTensor,
        [("torch._utils", "_rebuild_tensor_v3")] = PickleFunction.RebuildTensorWithType,
        [("torch._utils", "_rebuild_parameter")] = PickleFunction.RebuildParameter,
        [("torch._utils", "_rebuild_parameter_with_state")] = PickleFunction.RebuildParameter,
        [("torch.storage", "UntypedStorage")] = new StorageType(null),
    };

    private static readonly (ElementType Type, string? Storage, string Name)[] Types =
    [
        (ElementType.Float64, "DoubleStorage", "float64"),
        (ElementType.Float32, "FloatStorage", "float32"),
        (ElementType.Float16, "HalfStorage", "float16"),
        (ElementType.BFloat16, "BFloat16Storage", "bfloat16"),
        (ElementType.Int64, "LongStorage", "int64"),
        (ElementType.Int32, "IntStorage", "int32"),
        (ElementType.Int16, "ShortStorage", "int16"),
        (ElementType.Int8, "CharStorage", "int8"),
        (ElementType.UInt8, "ByteStorage", "uint8"),
        (ElementType.Bool, "BoolStorage", "bool"),
        (ElementType.Complex64, "ComplexFloatStorage", "complex64"),
        (ElementType.UInt16, null, "uint16"),
        (ElementType.UInt32, null, "uint32"),
        (ElementType.UInt64, null, "uint64"),
        (ElementType.Float8E5M2, null, "float8_e5m2"),
        (ElementType.Float8E4M3, null, "float8_e4m3fn"),
        (ElementType.Float8E8M0, null, "float8_e8m0fnu"),
        (ElementType.Float8E5M2Fnuz, null, "float8_e5m2fnuz"),
        (ElementType.Float8E4M3Fnuz, null, "float8_e4m3fnuz"),
    ];

    static PickleGlobals()
    {
        foreach (var (type, storage, name) in Types)
        {
            Allowed.Add(("torch", name), type);
            if (storage is not null)
            {
                Allowed.Add(("torch", storage), new StorageType(type));
            }
        }
    }

    /// <returns>A <see cref="PickleFunction"/>, a <see cref="StorageType"/> or an <see cref="ElementType"/>.</returns>
    /// <exception cref="CheckpointException">The name is not on the list.</exception>
    public static object Find(PickleInput input, string module, string name) =>
        Allowed.TryGetValue((module, name), out var found)
            ? found
            : throw input.Refused($"names {PickleInput.Shown(module)}.{PickleInput.Shown(name)}", Remedy);
}
