using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage inside of a PNG chunk whose checksum is made right again, without which a decoder sees none of it.</summary>
internal static class PngMutations
{
    private const int Signature = 8;
    private const int Frame = 12;   // length, type and checksum around a chunk's data

    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. ByteMutations.All.Select(inner => InChunk($"chunk: {inner.Name}", inner.Apply)),
        InChunk("write an integer into a chunk", (data, dice) =>
            data.Length < 4 ? null : Splice.Overwrite(data, 4 * dice.Below(data.Length / 4), Interesting.Integer(dice))),
    ];

    private static Mutation InChunk(string name, Func<byte[], Dice, byte[]?> damage) => new(name, (file, dice) =>
    {
        var chunks = Chunks(file);
        if (chunks.Count == 0)
        {
            return null;
        }

        var (start, length) = dice.Pick(chunks);
        return damage(file[(start + 8)..(start + 8 + length)], dice) is { } data
            ? Splice.Replace(file, start, start + Frame + length, Chunk(file.AsSpan(start + 4, 4), data))
            : null;
    });

    private static List<(int Start, int Length)> Chunks(byte[] file)
    {
        var chunks = new List<(int, int)>();
        var position = Signature;
        while (position + Frame <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position));
            if (length > file.Length - position - Frame)
            {
                break;
            }

            chunks.Add((position, (int)length));
            position += Frame + (int)length;
        }

        return chunks;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[Frame + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
