using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>
/// Takes zip archives apart and puts them together: without times, so that the same records are the same bytes.
/// </summary>
/// <remarks>The fields of the records: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.</remarks>
internal static class ZipRecords
{
    private const int LocalLength = 30;
    private const int CentralLength = 46;
    private const int EndLength = 22;

    /// <summary>The records that the central directory lists; null where it cannot be followed.</summary>
    public static List<ZipRecord>? Read(byte[] file)
    {
        var end = file.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > file.Length)
        {
            return null;
        }

        var records = new List<ZipRecord>();
        long position = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(end + 16));
        for (var count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(end + 10)); count > 0; count--)
        {
            if (position + CentralLength > end || Record(file, file.AsSpan((int)position), out var length) is not { } record)
            {
                return null;
            }

            records.Add(record);
            position += length;
        }

        return records;
    }

    public static byte[] Write(IReadOnlyList<ZipRecord> records)
    {
        var offsets = new List<uint>();
        var file = new List<byte>();
        foreach (var record in records)
        {
            offsets.Add((uint)file.Count);
            file.AddRange(Fields("PK\x03\x04"u8, record, LocalLength, 4));
            file.AddRange(record.Name);
            file.AddRange(record.Content);
        }

        var start = file.Count;
        foreach (var (record, offset) in records.Zip(offsets))
        {
            var central = Fields("PK\x01\x02"u8, record, CentralLength, 6);
            BinaryPrimitives.WriteUInt32LittleEndian(central.AsSpan(42), offset);
            file.AddRange(central);
            file.AddRange(record.Name);
        }

        return [.. file, .. End(records.Count, start, file.Count - start)];
    }

    private static ZipRecord? Record(byte[] file, ReadOnlySpan<byte> central, out int length)
    {
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(central[28..]);
        length = CentralLength + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(central[30..])
            + BinaryPrimitives.ReadUInt16LittleEndian(central[32..]);
        long local = BinaryPrimitives.ReadUInt32LittleEndian(central[42..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(central[20..]);
        if (length > central.Length || local + LocalLength > file.Length)
        {
            return null;
        }

        var header = file.AsSpan((int)local);
        var start = local + LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return start + size > file.Length
            ? null
            : new ZipRecord(
                central.Slice(CentralLength, nameLength).ToArray(),
                BinaryPrimitives.ReadUInt16LittleEndian(central[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(central[16..]),
                BinaryPrimitives.ReadUInt32LittleEndian(central[24..]),
                file.AsSpan((int)start, (int)size).ToArray());
    }

    // A local header and an entry of the directory have the same fields in the same order; the directory's begin two bytes later.
    private static byte[] Fields(ReadOnlySpan<byte> signature, ZipRecord record, int length, int start)
    {
        var fields = new byte[length];
        signature.CopyTo(fields);
        fields[4] = 20;
        fields[start] = 20;
        BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(start + 4), record.Method);
        BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(start + 10), record.Crc);
        BinaryPrimitives.WriteInt32LittleEndian(fields.AsSpan(start + 14), record.Content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(start + 18), record.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(start + 22), (ushort)record.Name.Length);
        return fields;
    }

    private static byte[] End(int count, int start, int length)
    {
        var end = new byte[EndLength];
        "PK\x05\x06"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)count);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), length);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(16), start);
        return end;
    }
}
