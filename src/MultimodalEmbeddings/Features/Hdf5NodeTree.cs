namespace MultimodalEmbeddings.Features;

/// <summary>The version-1 B-tree of an HDF5 file.</summary>
/// <remarks>Hdf5, section III.A.1. A child's level must be one below its parent's, so that no tree is its own branch.</remarks>
internal static class Hdf5NodeTree
{
    public const int Groups = 0;
    public const int Chunks = 1;

    /// <param name="file">The file.</param>
    /// <param name="address">The root node.</param>
    /// <param name="type"><see cref="Groups"/> or <see cref="Chunks"/>.</param>
    /// <param name="keyLength">The bytes of a key.</param>
    /// <returns>The children of the leaves, each with the key before it.</returns>
    public static IEnumerable<(ReadOnlyMemory<byte> Key, long Address)> Children(
        Hdf5File file, long address, int type, int keyLength)
    {
        var nodes = new Stack<(long Address, int? Level)>([(address, null)]);
        while (nodes.TryPop(out var node))
        {
            var (level, children) = Read(file, node.Address, type, keyLength);
            if (node.Level is { } expected && level != expected)
            {
                throw file.Broken($"a tree has a node of level {level} where level {expected} belongs");
            }

            foreach (var child in children)
            {
                if (level == 0)
                {
                    yield return child;
                }
                else
                {
                    nodes.Push((child.Address, level - 1));
                }
            }
        }
    }

    private static (int Level, (ReadOnlyMemory<byte> Key, long Address)[] Children) Read(
        Hdf5File file, long address, int type, int keyLength)
    {
        var offset = file.Superblock.OffsetSize;
        var headerLength = 8 + (2 * offset);
        var start = file.Block(address, headerLength);
        start.Expect("TREE"u8);
        var found = start.Byte();
        var level = start.Byte();
        var count = start.UInt16();
        if (found != type)
        {
            throw file.Broken($"a tree has a node of type {found} where type {type} belongs");
        }

        var body = file.Block(address + headerLength, count * (keyLength + offset));
        var children = new (ReadOnlyMemory<byte>, long)[count];
        for (var i = 0; i < count; i++)
        {
            var key = body.Bytes.Slice(body.Position, keyLength);
            body.Skip(keyLength);
            children[i] = (key, body.RequiredAddress());
        }

        return (level, children);
    }
}
