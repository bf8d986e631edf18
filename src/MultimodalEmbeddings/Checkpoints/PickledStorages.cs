namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The storages that a pickle refers to.</summary>
/// <param name="fileLength">The bytes of the whole file; no storage can be larger.</param>
internal sealed class PickledStorages(long fileLength)
{
    private const int MaximumKeyLength = PickleDictionary.MaximumKeyLength;

    private readonly Dictionary<string, PickledStorage> _byKey = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, PickledStorage> ByKey => _byKey;

    /// <summary>
    /// The most elements that a view may have: expanded tensors have more than their storage, but none that a model holds has
    /// more than its file has bytes.
    /// </summary>
    public long MaximumViewLength => Math.Max(fileLength, 1 << 20);

    /// <param name="input">The pickle, for messages.</param>
    /// <param name="id">
    /// ("storage", type, key, location, count), to which the form before zip adds None or a part: (its own key, begin, count).
    /// </param>
    public PickledStorage Refer(PickleInput input, object? id)
    {
        if (id is not object?[] { Length: 5 or 6 } fields
            || fields is not ["storage", StorageType type, string { Length: <= MaximumKeyLength } key, string, long count, ..])
        {
            throw input.Broken("refers to something that is not a storage");
        }

        var storage = Register(input, new PickledStorage(key, type.Element, 0, count));
        return fields.Length == 6 && fields[5] is { } part ? Part(input, storage, part) : storage;
    }

    private static PickledStorage Part(PickleInput input, PickledStorage whole, object part) =>
        part is object?[] and [string, long and >= 0 and var begin, long and >= 0 and var count] && begin <= whole.Count - count
            ? whole with { Begin = begin, Count = count }
            : throw input.Broken($"takes a part of the storage {PickleInput.Shown(whole.Key)} that is none");

    private PickledStorage Register(PickleInput input, PickledStorage storage)
    {
        var shown = PickleInput.Shown(storage.Key);
        if (storage.Count < 0 || storage.Count > fileLength / storage.ElementSize)
        {
            throw input.Broken($"gives the storage {shown} {storage.Count} elements; the file has {fileLength} bytes");
        }

        if (_byKey.TryGetValue(storage.Key, out var known) && known != storage)
        {
            throw input.Broken($"gives the storage {shown} two types or two lengths");
        }

        return _byKey[storage.Key] = known ?? storage;
    }
}
