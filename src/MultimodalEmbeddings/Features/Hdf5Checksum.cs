using System.Buffers.Binary;
using System.Numerics;

namespace MultimodalEmbeddings.Features;

/// <summary>The checksum of an HDF5 file's blocks: lookup3 (Jenkins 2006), which the HDF5 specification names.</summary>
internal static class Hdf5Checksum
{
    private const int BlockSize = 12;

    /// <exception cref="Checkpoints.CheckpointException">The last four bytes are not the checksum of those before.</exception>
    public static void Require(string filePath, ReadOnlySpan<byte> block)
    {
        if (block.Length < sizeof(uint)
            || Of(block[..^sizeof(uint)]) != BinaryPrimitives.ReadUInt32LittleEndian(block[^sizeof(uint)..]))
        {
            throw Hdf5File.Broken(filePath, "the checksum of a block is wrong");
        }
    }

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var a = 0xDEADBEEF + (uint)bytes.Length;
        var (b, c) = (a, a);
        while (bytes.Length > BlockSize)
        {
            Add(bytes, ref a, ref b, ref c);
            Mix(ref a, ref b, ref c);
            bytes = bytes[BlockSize..];
        }

        if (bytes.IsEmpty)
        {
            return c;
        }

        Span<byte> last = stackalloc byte[BlockSize];
        last.Clear();
        bytes.CopyTo(last);
        Add(last, ref a, ref b, ref c);
        return Finish(a, b, c);
    }

    private static void Add(ReadOnlySpan<byte> block, ref uint a, ref uint b, ref uint c)
    {
        a += BinaryPrimitives.ReadUInt32LittleEndian(block);
        b += BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(block[8..]);
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        Step(ref a, ref c, ref b, 4);
        Step(ref b, ref a, ref c, 6);
        Step(ref c, ref b, ref a, 8);
        Step(ref a, ref c, ref b, 16);
        Step(ref b, ref a, ref c, 19);
        Step(ref c, ref b, ref a, 4);
    }

    private static void Step(ref uint x, ref uint y, ref uint z, int rotation)
    {
        x = (x - y) ^ BitOperations.RotateLeft(y, rotation);
        y += z;
    }

    private static uint Finish(uint a, uint b, uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        return (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}
