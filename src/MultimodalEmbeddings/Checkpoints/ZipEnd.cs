using System.Buffers.Binary;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What the end of a zip file says about its directory of records.</summary>
/// <param name="Start">Where the directory begins.</param>
/// <param name="Size">The bytes that it takes; they lie within the file.</param>
/// <param name="Count">How many records it lists.</param>
/// <remarks>APPNOTE.TXT (PKWARE), sections 4.3.14 to 4.3.16.</remarks>
internal sealed record ZipEnd(long Start, int Size, long Count)
{
    private const int MaximumDirectorySize = 1 << 23;
    private const uint Signature = 0x06054b50;
    private const int RecordSize = 22;
    private const uint LongLocatorSignature = 0x07064b50;
    private const int LongLocatorSize = 20;
    private const uint LongSignature = 0x06064b50;
    private const int LongRecordSize = 56;

    /// <exception cref="CheckpointException">The file has no such end, or one that does not fit it.</exception>
    public static ZipEnd Read(MappedFile file)
    {
        var tailSize = (int)Math.Min(file.Length, RecordSize + ushort.MaxValue + LongLocatorSize);
        var tail = file.Read(file.Length - tailSize, tailSize);
        var position = Find(tail);
        if (position < 0)
        {
            throw ZipDirectory.Broken(file, "has no end of a directory; it is cut short");
        }

        ReadOnlySpan<byte> record = tail.AsSpan(position);
        var recordStart = file.Length - tailSize + position;
        return ReadLong(file, tail.AsSpan(0, position)) ?? Checked(
            file,
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
            (BinaryPrimitives.ReadUInt16LittleEndian(record[10..]), recordStart));
    }

    // The record stands at the end, before a comment whose length it gives.
    private static int Find(ReadOnlySpan<byte> tail)
    {
        for (var position = tail.Length - RecordSize; position >= 0; position--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[position..]) == Signature
                && BinaryPrimitives.ReadUInt16LittleEndian(tail[(position + 20)..]) == tail.Length - position - RecordSize)
            {
                return position;
            }
        }

        return -1;
    }

    // PyTorch writes this form of 64-bit numbers always, other writers where 32 bits do not do.
    private static ZipEnd? ReadLong(MappedFile file, ReadOnlySpan<byte> before)
    {
        if (before.Length < LongLocatorSize
            || BinaryPrimitives.ReadUInt32LittleEndian(before[^LongLocatorSize..]) != LongLocatorSignature)
        {
            return null;
        }

        var start = BinaryPrimitives.ReadInt64LittleEndian(before[^(LongLocatorSize - 8)..]);
        if (start < 0 || start > file.Length - LongRecordSize)
        {
            throw ZipDirectory.Broken(file, $"has its 64-bit end at byte {start}, beyond its {file.Length} bytes");
        }

        var record = file.Read(start, LongRecordSize).AsSpan();
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == LongSignature
            ? Checked(
                file,
                BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[40..]),
                (BinaryPrimitives.ReadInt64LittleEndian(record[32..]), start))
            : throw ZipDirectory.Broken(file, $"has no 64-bit end at byte {start}, where it should be");
    }

    private static ZipEnd Checked(MappedFile file, long start, long size, (long Count, long Limit) rest) =>
        size is >= 0 and <= MaximumDirectorySize && start >= 0 && start <= rest.Limit - size
            ? new ZipEnd(start, (int)size, rest.Count)
            : throw ZipDirectory.Broken(
                file,
                $"has a directory of {size} bytes from byte {start}; at most {MaximumDirectorySize} are read, and it must end"
                + $" before byte {rest.Limit}");
}
