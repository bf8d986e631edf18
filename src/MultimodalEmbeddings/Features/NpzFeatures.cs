using System.IO.Compression;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>The features in an NPZ file: a zip archive of NPY arrays. Nothing is written, and names are never paths.</summary>
internal static class NpzFeatures
{
    private const string Suffix = ".npy";

    /// <param name="file">The file; closed here, and opened anew where its rows stay in it.</param>
    /// <param name="dataset">The array's name, as in <c>arr_0</c>; null for <c>features</c> or the only one.</param>
    public static IFeatureRows Open(MappedFile file, string? dataset)
    {
        using (file)
        using (var stream = InputFile.Open(file.FilePath))
        {
            try
            {
                using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
                return Read(file, Find(file.FilePath, archive, dataset));
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException
                or ArgumentException)
            {
                throw Broken(file.FilePath, exception.Message.TrimEnd('.'), exception);
            }
        }
    }

    private static ZipArchiveEntry Find(string filePath, ZipArchive archive, string? dataset)
    {
        var arrays = archive.Entries.Where(entry => entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
            .DistinctBy(entry => entry.FullName, StringComparer.Ordinal)
            .ToDictionary(entry => entry.FullName[..^Suffix.Length], StringComparer.Ordinal);
        var entry = arrays[DatasetName.Choose(filePath, dataset, [.. arrays.Keys])];
        return !entry.IsEncrypted
            ? entry
            : throw new CheckpointException(
                filePath, $"holds {DatasetName.Shown(entry.FullName)} encrypted. Write it anew with numpy.savez.");
    }

    private static IFeatureRows Read(MappedFile file, ZipArchiveEntry entry)
    {
        using var unpacked = new CheckedStream(entry.Open());
        var (header, start) = NpyPreamble.Read(file.FilePath, unpacked);
        var shape = FeatureShape.Of(file.FilePath, header.Dimensions);
        var size = shape.Length * header.Type.Size;
        if (entry.Length != start + size || size / FeatureShape.MaximumExpansion > entry.CompressedLength)
        {
            throw Broken(
                file.FilePath,
                $"an array of {size} bytes cannot come out of the entry, which unpacks {entry.CompressedLength} bytes to"
                + $" {entry.Length}, {start} of them a header");
        }

        if (!header.IsColumnMajor && shape.Length * sizeof(float) > FeatureRows.MaximumLoaded
            && Locate(file, entry.FullName) is { } content)
        {
            return new FileRows(file, content + start, header.Type, shape);   // no checksum of so many bytes
        }

        shape.RequireMemory(file, header.Type.Size);
        var values = new float[shape.Length];
        NpyNumbers.Read(unpacked, header, shape, values);
        return unpacked.Checksum == entry.Crc32 && unpacked.ReadByte() < 0
            ? new MemoryRows(values, shape)
            : throw Broken(file.FilePath, "what its entry unpacks to is not what was packed");
    }

    /// <summary>Where an entry lies that is not compressed; null for another.</summary>
    private static long? Locate(MappedFile file, string name)
    {
        var zip = new ZipDirectory(file);
        return zip.Records.TryGetValue(name, out var record) && !record.IsCompressed ? zip.Locate(record) : null;
    }

    private static CheckpointException Broken(string filePath, string fault, Exception? innerException = null) => new(
        filePath, $"is a broken NPZ file: {fault}. Fetch the file again, or write it anew with numpy.savez.", innerException);
}
