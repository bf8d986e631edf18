using System.Buffers.Binary;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>Damage to the chunks of a WebP file behind sizes that stay right.</summary>
internal static class RiffMutations
{
    private const int FileHeader = 12;
    private const int ChunkHeader = 8;

    private static readonly byte[][] Names =
    [
        .. new[] { "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP ", "????" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. ByteMutations.All.Select(inner => InChunk($"chunk: {inner.Name}", (chunk, dice) =>
            inner.Apply(chunk[ChunkHeader..], dice) is { } content ? Chunk(chunk[..4], content) : null)),
        InChunk("write the first fields", (chunk, dice) => chunk.Length <= ChunkHeader
            ? null
            : Splice.Overwrite(
                chunk, ChunkHeader + dice.Below(Math.Min(12, chunk.Length - ChunkHeader)), Interesting.Integer(dice))),
        InChunk("rename a chunk", (chunk, dice) => Splice.Overwrite(chunk, 0, dice.Pick(Names))),
        InChunk("write a chunk's size", (chunk, dice) => Splice.Overwrite(chunk, 4, Interesting.Integer(dice))),
        InChunk("remove a chunk", (_, _) => []),
        InChunk("repeat a chunk", (chunk, dice) => Splice.Repeat(chunk, dice.OnceIn(8) ? 500 : 2)),
        InChunk("add a chunk", (chunk, dice) => [.. Chunk(dice.Pick(Names), chunk[ChunkHeader..]), .. chunk]),
    ];

    private static Mutation InChunk(string name, Func<byte[], Dice, byte[]?> damage) => new(name, (file, dice) =>
    {
        var chunks = Chunks(file);
        if (chunks.Count == 0)
        {
            return null;
        }

        var (start, end) = dice.Pick(chunks);
        if (damage(file[start..end], dice) is not { } other)
        {
            return null;
        }

        var damaged = Splice.Replace(file, start, end, other);
        BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(4), damaged.Length - ChunkHeader);
        return damaged;
    });

    private static List<(int Start, int End)> Chunks(byte[] file)
    {
        var chunks = new List<(int, int)>();
        for (long start = FileHeader; start + ChunkHeader <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)start + 4));
            var end = Math.Min(file.Length, start + ChunkHeader + size + (size & 1));
            chunks.Add(((int)start, (int)end));
            start = end;
        }

        return chunks;
    }

    private static byte[] Chunk(byte[] name, byte[] content) =>
        [.. name, .. BitConverter.GetBytes(content.Length), .. content, .. content.Length % 2 == 0 ? Array.Empty<byte>() : [0]];
}
