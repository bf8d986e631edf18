namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// What the calls in a pickle give: no function of the file runs, each value is made here from checked arguments.
/// </summary>
internal static class PickleCalls
{
    /// <param name="input">The pickle, for messages.</param>
    /// <param name="storages">Bounds the tensors.</param>
    /// <param name="function">What the pickle calls.</param>
    /// <param name="arguments">What it hands over.</param>
    public static object Call(PickleInput input, PickledStorages storages, object? function, object?[] arguments) =>
        (function, arguments) switch
        {
            (PickleFunction.OrderedDictionary, []) => new PickleDictionary(),
            (PickleFunction.Size, [object?[] shape]) => shape,
            (PickleFunction.RebuildParameter, [PickledTensor tensor, ..]) => tensor,
            (PickleFunction.RebuildTensor, [PickledStorage { Type: { } type } storage, .. var rest])
                => Tensor(input, storages.MaximumViewLength, new Rebuilt(storage, type, rest)),
            (PickleFunction.RebuildTensorWithType, [PickledStorage storage, _, _, _, _, _, ElementType type, .. var metadata])
                => Tensor(input, storages.MaximumViewLength, new Rebuilt(storage, type, [.. arguments[1..6], .. metadata])),
            (PickleFunction, _) => throw input.Broken($"calls {function} with other arguments than PyTorch does"),
            _ => throw input.Broken("calls what is no function"),
        };

    private static PickledTensor Tensor(PickleInput input, long maximumLength, Rebuilt rebuilt)
    {
        if (rebuilt.Arguments is not [long offset, object?[] shape, object?[] strides, ..]
            || !TryIntegers(shape, out var dimensions) || !TryIntegers(strides, out var steps)
            || rebuilt.Arguments.Length > 6)
        {
            throw input.Broken("makes a tensor of other arguments than an offset, a shape and strides");
        }

        if (rebuilt.Arguments is [_, _, _, _, _, PickleDictionary { Entries.Count: > 0 }])
        {
            throw input.Refused(
                "marks a tensor as conjugate or negative", "In Python, save it after resolve_conj() and resolve_neg().");
        }

        var tensor = new PickledTensor(rebuilt.Storage, rebuilt.Type, offset, dimensions, steps);
        return tensor.Fault(maximumLength) is { } fault ? throw input.Broken(fault) : tensor;
    }

    private static bool TryIntegers(object?[] values, out long[] integers)
    {
        integers = [.. values.OfType<long>()];
        return integers.Length == values.Length;
    }

    /// <param name="Storage">What the tensor is a view of.</param>
    /// <param name="Type">Its elements' type.</param>
    /// <param name="Arguments">
    /// Offset, shape, strides, and as far as they are there: whether it takes a gradient, hooks, metadata.
    /// </param>
    private sealed record Rebuilt(PickledStorage Storage, ElementType Type, object?[] Arguments);
}
