using System.Buffers.Binary;
using System.IO.Compression;

namespace MultimodalEmbeddings.Features;

/// <summary>Undoes the filters of chunks, the last one first, in room that all chunks share.</summary>
/// <param name="file">For messages.</param>
/// <param name="filters">In the order in which they were applied.</param>
/// <param name="chunkLength">The bytes of a chunk, at most <see cref="MaximumChunk"/>.</param>
internal sealed class Hdf5Pipeline(Hdf5File file, IReadOnlyList<Hdf5Filter> filters, int chunkLength)
{
    /// <summary>The bytes of the largest chunk: with the checksums of all filters they fit an array.</summary>
    public const int MaximumChunk = 2_147_483_000;

    private byte[] _bytes = [];
    private byte[] _other = [];

    /// <param name="stored">The chunk as the file holds it.</param>
    /// <param name="skipped">Bit i is set where filter i was not applied.</param>
    /// <returns>Exactly the bytes of a chunk, until the next one is decoded.</returns>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> stored, uint skipped)
    {
        var length = stored.Length;
        stored.CopyTo(Room(ref _bytes, length));
        for (var i = filters.Count - 1; i >= 0; i--)
        {
            if ((skipped >> i & 1) == 0)
            {
                length = Undo(filters[i], length, LengthBefore(i, skipped));
            }
        }

        return length == chunkLength
            ? _bytes.AsSpan(0, length)
            : throw file.Broken($"a chunk has {length} bytes; its shape takes {chunkLength}");
    }

    private static Span<byte> Room(ref byte[] bytes, int length)
    {
        if (bytes.Length < length)
        {
            bytes = new byte[length];
        }

        return bytes.AsSpan(0, length);
    }

    /// <param name="filter">What is undone.</param>
    /// <param name="length">The bytes that there are.</param>
    /// <param name="unpacked">As many as it was given, if it packs.</param>
    /// <returns>The bytes that there are afterwards.</returns>
    private int Undo(Hdf5Filter filter, int length, int unpacked) => filter.Id switch
    {
        Hdf5Filter.Deflate => Inflate(length, unpacked),
        Hdf5Filter.Shuffle => Unshuffle(length, filter),
        _ => Verify(length),
    };

    // A checksum that was taken before it is part of what a filter was given.
    private int LengthBefore(int index, uint skipped) => chunkLength + (sizeof(uint) * Enumerable.Range(0, index)
        .Count(i => filters[i].Id == Hdf5Filter.Checksum && (skipped >> i & 1) == 0));

    private int Inflate(int packed, int length)
    {
        if (length / FeatureShape.MaximumExpansion > packed)
        {
            throw file.Broken($"a chunk of {packed} bytes cannot unpack to {length}");
        }

        using var stream = new ZLibStream(new MemoryStream(_bytes, 0, packed), CompressionMode.Decompress);
        try
        {
            var isWhole = stream.ReadAtLeast(Room(ref _other, length), length, throwOnEndOfStream: false) == length
                && stream.ReadByte() < 0;
            (_bytes, _other) = (_other, _bytes);
            return isWhole
                ? length
                : throw file.Broken($"a chunk does not unpack to the {length} bytes that its shape takes");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Hdf5File.Broken(file.Path, "a chunk cannot be unpacked", exception);
        }
    }

    private int Unshuffle(int length, Hdf5Filter filter)
    {
        var size = filter.Parameters.Count > 0 ? filter.Parameters[0] : 0;
        if (size == 0 || size > length)
        {
            throw file.Broken($"it shuffles elements of {size} bytes");
        }

        var count = length / (int)size;
        var whole = Room(ref _other, length);
        _bytes.AsSpan(0, length).CopyTo(whole);   // what is left over stays in its place
        for (var b = 0; b < (int)size; b++)
        {
            for (var element = 0; element < count; element++)
            {
                whole[(element * (int)size) + b] = _bytes[(b * count) + element];
            }
        }

        (_bytes, _other) = (_other, _bytes);
        return length;
    }

    private int Verify(int length)
    {
        var content = length - sizeof(uint);
        return content >= 0
            && Fletcher32.Of(_bytes.AsSpan(0, content)) == BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(content))
            ? content
            : throw file.Broken("the Fletcher-32 checksum of a chunk is wrong");
    }
}
