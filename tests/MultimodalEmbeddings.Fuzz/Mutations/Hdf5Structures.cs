using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using MultimodalEmbeddings.Features;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>The blocks of an HDF5 file that hold its structure, found by what they begin with.</summary>
internal static class Hdf5Structures
{
    private const int LongestChecked = 3072;
    private const int ShownOfUnchecked = 320;
    private const int Minimum = 12;

    private static readonly byte[][] Signatures =
    [
        [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], [1, 0, 1, 0, 1, 0, 0, 0], [1, 0, 2, 0, 1, 0, 0, 0],
        [1, 0, 4, 0, 1, 0, 0, 0], [1, 0, 5, 0, 1, 0, 0, 0], [1, 0, 6, 0, 1, 0, 0, 0], [1, 0, 7, 0, 1, 0, 0, 0],
        .. new[]
        {
            "TREE", "SNOD", "HEAP", "OHDR", "OCHK", "BTHD", "BTIN", "BTLF", "FRHP", "FHDB", "FHIB", "FAHD", "FADB", "EAHD",
            "EAIB", "EASB", "EADB",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    // Where a checksum ends is tried out, so the answer is kept for files that are damaged again and again.
    private static readonly ConditionalWeakTable<byte[], Hdf5Structure[]> Known = [];

    public static Hdf5Structure[] Of(byte[] file) => Known.GetValue(file, Find);

    /// <summary>A copy with other bytes at some place of a structure, and with the structure's checksum right.</summary>
    public static byte[] Overwrite(byte[] file, Hdf5Structure structure, int at, ReadOnlySpan<byte> written)
    {
        var damaged = Splice.Overwrite(file, structure.Start + at, written);
        if (structure.IsChecked)
        {
            var end = structure.Start + structure.Length;
            var checksum = Hdf5Checksum.Of(damaged.AsSpan(structure.Start, structure.Length));
            BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(end), checksum);
        }

        Known.AddOrUpdate(damaged, Of(file));
        return damaged;
    }

    private static Hdf5Structure[] Find(byte[] file)
    {
        var found = new List<Hdf5Structure>();
        foreach (var signature in Signatures)
        {
            for (var from = 0; file.AsSpan(from).IndexOf(signature) is >= 0 and var next; from += next + 1)
            {
                found.Add(At(file, from + next));
            }
        }

        return [.. found.OrderBy(structure => structure.Start)];
    }

    private static Hdf5Structure At(byte[] file, int start)
    {
        var content = file.AsSpan(start);
        for (var length = Minimum; content[0] is not (1 or (byte)'T' or (byte)'S' or (byte)'H')
            && length <= Math.Min(LongestChecked, content.Length - sizeof(uint)); length++)
        {
            if (Hdf5Checksum.Of(content[..length]) == BinaryPrimitives.ReadUInt32LittleEndian(content[length..]))
            {
                return new Hdf5Structure(start, length, IsChecked: true);
            }
        }

        return new Hdf5Structure(start, Math.Min(ShownOfUnchecked, content.Length), IsChecked: false);
    }
}
