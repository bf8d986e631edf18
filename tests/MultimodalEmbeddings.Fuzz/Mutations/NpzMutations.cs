using System.IO.Compression;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to an NPZ archive: to the zip, and to an array in it behind sizes and checksums that stay right.</summary>
internal static class NpzMutations
{
    private const int Largest = 1 << 20;

    public static IReadOnlyList<Mutation> All { get; } = [.. ZipMutations.All, .. NpyMutations.All.Select(InArray)];

    private static Mutation InArray(Mutation inner) => new($"array: {inner.Name}", (file, dice) =>
    {
        if (ZipRecords.Read(file) is not { Count: > 0 } records)
        {
            return null;
        }

        var index = dice.Below(records.Count);
        var record = records[index];
        return Unpacked(record) is { } array && inner.Apply(array, dice) is { } damaged
            ? ZipRecords.Write([.. records[..index], Packed(record, damaged), .. records[(index + 1)..]])
            : null;
    });

    private static ZipRecord Packed(ZipRecord record, byte[] array) =>
        record.Method == 0 ? ZipRecord.Stored(record.Name, array) : ZipRecord.Deflated(record.Name, array);

    private static byte[]? Unpacked(ZipRecord record)
    {
        if (record.Method == 0)
        {
            return record.Content;
        }

        try
        {
            using var inflate = new DeflateStream(new MemoryStream(record.Content), CompressionMode.Decompress);
            var array = new byte[Math.Min(record.Size, Largest)];
            return array[..inflate.ReadAtLeast(array, array.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
