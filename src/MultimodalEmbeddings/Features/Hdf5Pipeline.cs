using System.Buffers.Binary;
using System.IO.Compression;

namespace MultimodalEmbeddings.Features;

/// <summary>Undoes the filters of chunks, the last one first.</summary>
/// <param name="file">For messages.</param>
/// <param name="filters">In the order in which they were applied.</param>
/// <param name="chunkLength">The bytes of a chunk.</param>
internal sealed class Hdf5Pipeline(Hdf5File file, IReadOnlyList<Hdf5Filter> filters, int chunkLength)
{
    /// <param name="stored">The chunk as the file holds it.</param>
    /// <param name="skipped">Bit i is set where filter i was not applied.</param>
    /// <returns>Exactly the bytes of a chunk.</returns>
    public byte[] Decode(byte[] stored, uint skipped)
    {
        var bytes = stored;
        for (var i = filters.Count - 1; i >= 0; i--)
        {
            if ((skipped >> i & 1) == 0)
            {
                bytes = Undo(filters[i], bytes, LengthBefore(i, skipped));
            }
        }

        return bytes.Length == chunkLength
            ? bytes
            : throw file.Broken($"a chunk has {bytes.Length} bytes; its shape takes {chunkLength}");
    }

    private byte[] Undo(Hdf5Filter filter, byte[] bytes, int length) => filter.Id switch
    {
        Hdf5Filter.Deflate => Inflate(bytes, length),
        Hdf5Filter.Shuffle => Unshuffle(bytes, filter),
        _ => Verify(bytes),
    };

    // A checksum that was taken before it is part of what a filter was given.
    private int LengthBefore(int index, uint skipped) => chunkLength + (sizeof(uint) * Enumerable.Range(0, index)
        .Count(i => filters[i].Id == Hdf5Filter.Checksum && (skipped >> i & 1) == 0));

    private byte[] Inflate(byte[] bytes, int length)
    {
        if (length / FeatureShape.MaximumExpansion > bytes.Length)
        {
            throw file.Broken($"a chunk of {bytes.Length} bytes cannot unpack to {length}");
        }

        var unpacked = new byte[length];
        using var stream = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        try
        {
            return stream.ReadAtLeast(unpacked, length, throwOnEndOfStream: false) == length && stream.ReadByte() < 0
                ? unpacked
                : throw file.Broken($"a chunk does not unpack to the {length} bytes that its shape takes");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Hdf5File.Broken(file.Path, "a chunk cannot be unpacked", exception);
        }
    }

    private byte[] Unshuffle(byte[] bytes, Hdf5Filter filter)
    {
        var size = filter.Parameters.Count > 0 ? filter.Parameters[0] : 0;
        if (size == 0 || size > bytes.Length)
        {
            throw file.Broken($"it shuffles elements of {size} bytes");
        }

        var count = bytes.Length / (int)size;
        var whole = (byte[])bytes.Clone();   // what is left over stays in its place
        for (var b = 0; b < (int)size; b++)
        {
            for (var element = 0; element < count; element++)
            {
                whole[(element * (int)size) + b] = bytes[(b * count) + element];
            }
        }

        return whole;
    }

    private byte[] Verify(byte[] bytes)
    {
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - sizeof(uint)));
        return bytes.Length >= sizeof(uint)
            && Fletcher32.Of(content) == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(content.Length))
            ? content.ToArray()
            : throw file.Broken("the Fletcher-32 checksum of a chunk is wrong");
    }
}
