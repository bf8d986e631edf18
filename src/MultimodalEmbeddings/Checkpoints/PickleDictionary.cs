namespace MultimodalEmbeddings.Checkpoints;

/// <summary>A dict or OrderedDict of a pickle: what it holds under text; entries under other keys are left out.</summary>
internal sealed class PickleDictionary
{
    /// <summary>Bounds what a reader spends on a key that a hostile pickle uses again and again.</summary>
    public const int MaximumKeyLength = 256;

    private Dictionary<string, object?>? _entries;   // made when needed: an empty one costs a hostile pickle's reader little

    public IReadOnlyDictionary<string, object?> Entries => _entries ?? [];

    /// <returns>False where the key is none that a dict can have.</returns>
    public bool TrySet(object? key, object? value)
    {
        if (key is string { Length: <= MaximumKeyLength } name)
        {
            _entries ??= new Dictionary<string, object?>(StringComparer.Ordinal);
            _entries[name] = value;   // a later entry replaces an earlier one, as in Python
        }

        return key is not (PickleDictionary or List<object?> or string { Length: > MaximumKeyLength });
    }

    /// <summary>Fills in keys and values that follow each other.</summary>
    /// <returns>False where a value is missing or a key is none that a dict can have.</returns>
    public bool TrySetAll(ReadOnlySpan<object?> keysAndValues)
    {
        var isValid = keysAndValues.Length % 2 == 0;
        for (var i = 0; isValid && i < keysAndValues.Length; i += 2)
        {
            isValid = TrySet(keysAndValues[i], keysAndValues[i + 1]);
        }

        return isValid;
    }
}
