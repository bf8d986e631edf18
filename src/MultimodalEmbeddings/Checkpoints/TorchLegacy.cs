using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The form in which torch.save wrote before version 1.6: five pickles, then the storages.</summary>
/// <remarks>
/// The pickles: a magic number, the protocol, facts about the machine, the value, and the keys of the storages in the order in
/// which they follow. Each storage: 8 bytes that count its elements, then the elements.
/// </remarks>
internal static class TorchLegacy
{
    private const long Protocol = 1001;
    private const int CountSize = sizeof(long);

    private static readonly BigInteger Magic =
        BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <exception cref="CheckpointException">The file is broken, or holds what is not supported.</exception>
    public static TorchContent Read(MappedFile file)
    {
        var input = new PickleInput(file.FilePath, "", file.Read(0, (int)Math.Min(file.Length, PickleInput.MaximumLength)));
        RequireMagic(file, Value(input));
        RequireProtocol(file, Value(input));
        RequireLittleEndian(file, Value(input));

        var storages = new PickledStorages(file.Length);
        var root = Unpickler.Read(input, storages);
        var keys = Value(input) as List<object?>
            ?? throw Broken(file, "has no list of storages after its value");
        return new TorchContent(root, Locate(file, storages, keys, input.Position));
    }

    private static object? Value(PickleInput input) => Unpickler.Read(input, new PickledStorages(fileLength: 0));

    private static void RequireMagic(MappedFile file, object? magic)
    {
        if (magic is not BigInteger number || number != Magic)
        {
            throw new CheckpointException(
                file.FilePath,
                "is a pickle, but not one of torch.save. In Python, load it and save its tensors with"
                + " torch.save(model.state_dict(), …).");
        }
    }

    private static void RequireProtocol(MappedFile file, object? protocol)
    {
        if (protocol is not Protocol)
        {
            throw Broken(file, $"is of the protocol {protocol}; {Protocol} is the only one that was written");
        }
    }

    private static void RequireLittleEndian(MappedFile file, object? system)
    {
        if (system is not PickleDictionary facts || facts.Entries.GetValueOrDefault("little_endian") is not true)
        {
            throw new CheckpointException(
                file.FilePath,
                "does not say that it was written on a little-endian machine; such files are read. Save the weights anew.");
        }
    }

    private static Dictionary<string, long> Locate(
        MappedFile file, PickledStorages storages, List<object?> keys, long position)
    {
        var starts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key is not string name || !storages.ByKey.TryGetValue(name, out var storage)
                || !starts.TryAdd(name, position + CountSize))
            {
                throw Broken(file, "lists a storage twice, or one to which its pickle does not refer");
            }

            position = End(file, storage, position);
        }

        return starts.Count == storages.ByKey.Count
            ? starts
            : throw Broken(file, $"refers to {storages.ByKey.Count} storages and lists {starts.Count}");
    }

    private static long End(MappedFile file, PickledStorage storage, long position)
    {
        var end = position + CountSize + storage.SizeInBytes;
        if (end > file.Length)
        {
            throw Broken(file, $"has {file.Length} bytes; the storage {PickleInput.Shown(storage.Key)} would end at {end}");
        }

        var count = BinaryPrimitives.ReadInt64LittleEndian(file.Read(position, CountSize));
        return count == storage.Count
            ? end
            : throw Broken(
                file,
                $"has {count} elements in the storage {PickleInput.Shown(storage.Key)}; its pickle says {storage.Count}");
    }

    private static CheckpointException Broken(MappedFile file, string fault) =>
        new(file.FilePath, $"is broken: it {fault}. Fetch the file again.");
}
