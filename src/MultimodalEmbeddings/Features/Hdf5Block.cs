using System.Buffers.Binary;
using System.Text;

namespace MultimodalEmbeddings.Features;

/// <summary>Little-endian fields of a block of an HDF5 file, one after another.</summary>
internal sealed class Hdf5Block(Hdf5File file, ReadOnlyMemory<byte> bytes)
{
    /// <summary>The whole block.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    public int Position { get; private set; }

    public int Remaining => bytes.Length - Position;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining)
        {
            throw file.Broken($"a block of {bytes.Length} bytes ends before a field of {count} bytes");
        }

        Position += count;
        return bytes.Span.Slice(Position - count, count);
    }

    public void Skip(int count) => Take(count);

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>A number of 0 to 8 bytes.</summary>
    public ulong Number(int size)
    {
        Span<byte> whole = stackalloc byte[sizeof(ulong)];
        whole.Clear();
        Take(size <= whole.Length ? size : throw file.Broken($"it has a number of {size} bytes")).CopyTo(whole);
        return BinaryPrimitives.ReadUInt64LittleEndian(whole);
    }

    /// <summary>A number of 0 to 8 bytes that is no larger than 63 bits take.</summary>
    public long Count(int size)
    {
        var number = Number(size);
        return number <= long.MaxValue ? (long)number : throw file.Broken($"it gives {number} where a size is expected");
    }

    /// <summary>A length, as wide as the file's lengths are.</summary>
    public long Length() => Count(file.Superblock.LengthSize);

    /// <summary>An address in the file, or null where the field says that there is none.</summary>
    public long? Address()
    {
        var size = file.Superblock.OffsetSize;
        var address = Number(size);
        return address == ulong.MaxValue >> (64 - (8 * size)) ? null
            : address < (ulong)file.Length ? (long)address
            : throw file.Broken($"it refers to address {address}, beyond its {file.Length} bytes");
    }

    public long RequiredAddress() => Address() ?? throw file.Broken("an address is undefined where one is needed");

    public void Expect(ReadOnlySpan<byte> signature)
    {
        if (!Take(signature.Length).SequenceEqual(signature))
        {
            throw file.Broken($"it has no {Encoding.ASCII.GetString(signature)} block where it refers to one");
        }
    }

    /// <summary>Text of so many bytes, or to the first zero among them.</summary>
    public string Text(int length)
    {
        var text = Take(length);
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
