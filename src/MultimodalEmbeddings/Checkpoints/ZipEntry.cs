using System.Buffers.Binary;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>One entry in the directory of a zip file, with the numbers that 32 bits cannot hold.</summary>
/// <remarks>APPNOTE.TXT (PKWARE), sections 4.3.12 and 4.5.3.</remarks>
internal static class ZipEntry
{
    private const ushort EncryptionFlag = 1;
    private const ushort LongNumbersId = 1;
    private const int FieldHeaderSize = 4;

    /// <param name="file">For messages.</param>
    /// <param name="name">The record's name.</param>
    /// <param name="entry">The part of the entry that has a fixed length.</param>
    /// <param name="extra">The extra fields.</param>
    public static ZipRecord Read(MappedFile file, string name, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> extra)
    {
        var longNumbers = LongNumbers(extra);
        var size = Number(entry[24..], ref longNumbers);
        var storedSize = Number(entry[20..], ref longNumbers);
        var headerStart = Number(entry[42..], ref longNumbers);
        if (size < 0 || storedSize < 0 || headerStart < 0)
        {
            throw ZipDirectory.Broken(file, $"gives {PickleInput.Shown(name)} a size or a place that is no number");
        }

        return new ZipRecord(name, headerStart, size, storedSize)
        {
            IsEncrypted = (BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]) & EncryptionFlag) != 0,
            IsCompressed = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]) != 0,
        };
    }

    // The field holds, in this order, those of the entry's numbers that are all ones.
    private static long Number(ReadOnlySpan<byte> entry, ref ReadOnlySpan<byte> longNumbers)
    {
        var number = BinaryPrimitives.ReadUInt32LittleEndian(entry);
        if (number != uint.MaxValue)
        {
            return number;
        }

        if (longNumbers.Length < sizeof(long))
        {
            return -1;
        }

        var longNumber = BinaryPrimitives.ReadInt64LittleEndian(longNumbers);
        longNumbers = longNumbers[sizeof(long)..];
        return longNumber;
    }

    private static ReadOnlySpan<byte> LongNumbers(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= FieldHeaderSize)
        {
            var size = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - FieldHeaderSize);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == LongNumbersId)
            {
                return extra.Slice(FieldHeaderSize, size);
            }

            extra = extra[(FieldHeaderSize + size)..];
        }

        return [];
    }
}
