using System.Buffers.Binary;
using System.Text;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The records of a zip file that lie in it uncompressed, as PyTorch writes them. Nothing is ever unpacked: a record is a range
/// of the file.
/// </summary>
/// <remarks>APPNOTE.TXT (PKWARE), sections 4.3.7 and 4.3.12. Checksums are not checked, as PyTorch does not.</remarks>
internal sealed class ZipDirectory
{
    private const uint EntrySignature = 0x02014b50;
    private const int EntrySize = 46;
    private const uint HeaderSignature = 0x04034b50;
    private const int HeaderSize = 30;

    private readonly MappedFile _file;
    private readonly Dictionary<string, ZipRecord> _records = new(StringComparer.Ordinal);

    /// <exception cref="CheckpointException">The directory is broken, or does not fit the file.</exception>
    public ZipDirectory(MappedFile file)
    {
        _file = file;
        var end = ZipEnd.Read(file);
        ReadOnlySpan<byte> directory = file.Read(end.Start, end.Size);
        for (long index = 0; index < end.Count; index++)
        {
            directory = ReadEntry(directory);
        }
    }

    public IReadOnlyDictionary<string, ZipRecord> Records => _records;

    public static CheckpointException Broken(MappedFile file, string fault) => new(
        file.FilePath, $"is a broken zip file: it {fault}. Fetch the file again.");

    /// <summary>Where the content of a record begins in the file, which holds all of it.</summary>
    /// <exception cref="CheckpointException">The record is compressed or encrypted, or does not lie in the file.</exception>
    public long Locate(ZipRecord record)
    {
        if (record.IsEncrypted || record.IsCompressed)
        {
            throw new CheckpointException(
                _file.FilePath,
                $"holds the record {PickleInput.Shown(record.Name)} {(record.IsEncrypted ? "encrypted" : "compressed")};"
                + " PyTorch writes records as they are. Save the weights anew with torch.save.");
        }

        var limit = _file.Length - HeaderSize;
        var header = record.HeaderStart <= limit ? _file.Read(record.HeaderStart, HeaderSize) : [];
        if (header.Length == 0 || BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderSignature)
        {
            throw Broken(_file, $"has no record at byte {record.HeaderStart}, where {PickleInput.Shown(record.Name)} should be");
        }

        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        var start = record.HeaderStart + HeaderSize + nameLength + extraLength;
        return record.StoredSize == record.Size && start <= _file.Length - record.Size
            ? start
            : throw Broken(_file, $"has {record.Size} bytes in {PickleInput.Shown(record.Name)}, which do not lie in the file");
    }

    private ReadOnlySpan<byte> ReadEntry(ReadOnlySpan<byte> directory)
    {
        if (directory.Length < EntrySize || BinaryPrimitives.ReadUInt32LittleEndian(directory) != EntrySignature)
        {
            throw Broken(_file, $"lists more records than its directory has: {_records.Count}");
        }

        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
        var length = EntrySize + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
        if (directory.Length < length)
        {
            throw Broken(_file, $"cuts the entry of record {_records.Count} short");
        }

        var name = Encoding.UTF8.GetString(directory.Slice(EntrySize, nameLength));
        var record = ZipEntry.Read(_file, name, directory[..EntrySize], directory.Slice(EntrySize + nameLength, extraLength));
        return _records.TryAdd(name, record)
            ? directory[length..]
            : throw Broken(_file, $"lists {PickleInput.Shown(name)} twice");
    }
}
