namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The form in which torch.save writes since version 1.6: a zip file of a pickle and a record for each storage.
/// </summary>
/// <remarks>
/// The records lie in one folder of any name: data.pkl, byteorder (since 2.1), data/0, data/1 and so on. They are not
/// compressed, so that a storage is read where it lies.
/// </remarks>
internal static class TorchZip
{
    private const string PickleName = "/data.pkl";

    /// <exception cref="CheckpointException">The file is broken, or holds what is not supported.</exception>
    public static TorchContent Read(MappedFile file)
    {
        var zip = new ZipDirectory(file);
        var pickle = FindPickle(file, zip);
        var folder = pickle.Name[..^PickleName.Length];
        RequireLittleEndian(file, zip, folder);

        var storages = new PickledStorages(file.Length);
        var root = Unpickler.Read(new PickleInput(file.FilePath, pickle.Name, Content(file, zip, pickle)), storages);
        var starts = storages.ByKey.Values.ToDictionary(
            storage => storage.Key, storage => Locate(file, zip, folder, storage), StringComparer.Ordinal);
        return new TorchContent(root, starts);
    }

    private static ZipRecord FindPickle(MappedFile file, ZipDirectory zip)
    {
        var pickles = zip.Records.Values.Where(record => record.Name.IndexOf('/') == record.Name.Length - PickleName.Length
            && record.Name.EndsWith(PickleName, StringComparison.Ordinal)).ToArray();
        return pickles is [var pickle]
            ? pickle
            : throw new CheckpointException(
                file.FilePath,
                $"is a zip file with {pickles.Length} records named data.pkl in a folder; torch.save writes one.");
    }

    private static byte[] Content(MappedFile file, ZipDirectory zip, ZipRecord record)
    {
        var start = zip.Locate(record);
        return record.Size <= PickleInput.MaximumLength
            ? file.Read(start, (int)record.Size)
            : throw new CheckpointException(
                file.FilePath,
                $"holds {PickleInput.Shown(record.Name)} with {record.Size} bytes; at most {PickleInput.MaximumLength} are read."
                + " In Python, save the weights alone: torch.save(model.state_dict(), …).");
    }

    private static void RequireLittleEndian(MappedFile file, ZipDirectory zip, string folder)
    {
        if (zip.Records.TryGetValue($"{folder}/byteorder", out var record)
            && !Content(file, zip, record).AsSpan().SequenceEqual("little"u8))
        {
            throw new CheckpointException(
                file.FilePath,
                "was written on a big-endian machine, or its byteorder is no order; little-endian files are read."
                + " Save the weights anew on another machine.");
        }
    }

    private static long Locate(MappedFile file, ZipDirectory zip, string folder, PickledStorage storage)
    {
        var name = $"{folder}/data/{storage.Key}";
        if (!zip.Records.TryGetValue(name, out var record))
        {
            throw ZipDirectory.Broken(file, $"lacks the record {PickleInput.Shown(name)}, to which its pickle refers");
        }

        var start = zip.Locate(record);
        return record.Size == storage.SizeInBytes
            ? start
            : throw ZipDirectory.Broken(
                file,
                $"has {record.Size} bytes in {PickleInput.Shown(name)}; its pickle says {storage.SizeInBytes}");
    }
}
