using System.Text;
using MultimodalEmbeddings.Features;

namespace MultimodalEmbeddings.Tests.Features;

/// <summary>
/// An HDF5 file of the newer format, put together block by block: superblock 2, a group whose links are messages, one dataset.
/// </summary>
internal sealed class SmallHdf5
{
    private const int SuperblockSize = 48;

    private readonly List<byte> _blocks = [.. new byte[SuperblockSize]];

    /// <summary>Adds a block.</summary>
    /// <returns>Its address.</returns>
    public long Add(byte[] block)
    {
        _blocks.AddRange(block);
        return _blocks.Count - block.Length;
    }

    public long AddChecked(params byte[][] fields)
    {
        byte[] block = [.. fields.SelectMany(field => field)];
        return Add([.. block, .. BitConverter.GetBytes(Hdf5Checksum.Of(block))]);
    }

    /// <summary>Adds an object header with the messages given.</summary>
    public long AddObject(params (int Type, byte[] Body)[] messages)
    {
        byte[] all = [.. messages.SelectMany(message => (byte[])
            [(byte)message.Type, .. BitConverter.GetBytes((short)message.Body.Length), 0, .. message.Body])];
        return AddChecked("OHDR"u8.ToArray(), [2, 2], BitConverter.GetBytes(all.Length), all);
    }

    /// <summary>Adds a group with links of its own.</summary>
    public long AddGroup(params byte[][] links) => AddObject(
    [
        (Hdf5Message.LinkInfo, [0, 0, .. Numbers(-1, -1)]),
        .. links.Select(link => (Hdf5Message.Link, link)),
    ]);

    public static byte[] HardLink(string name, long address) =>
        [1, 0, (byte)name.Length, .. Encoding.UTF8.GetBytes(name), .. Numbers(address)];

    public static byte[] SoftLink(string name, string target) =>
    [
        1, 8, 1, (byte)name.Length, .. Encoding.UTF8.GetBytes(name),
        .. BitConverter.GetBytes((short)target.Length), .. Encoding.UTF8.GetBytes(target),
    ];

    public static byte[] ExternalLink(string name) => [1, 8, 64, (byte)name.Length, .. Encoding.UTF8.GetBytes(name), 0, 0];

    public static byte[] Numbers(params long[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    /// <summary>The messages of a dataset of float32, without its layout.</summary>
    public static (int Type, byte[] Body)[] Floats(params long[] dimensions) =>
    [
        (Hdf5Message.Dataspace, [2, (byte)dimensions.Length, 0, 1, .. Numbers(dimensions)]),
        (Hdf5Message.Datatype,
            [0x11, 0x20, 31, 0, .. BitConverter.GetBytes(4), 0, 0, 32, 0, 23, 8, 0, 23, .. BitConverter.GetBytes(127)]),
    ];

    /// <summary>The file with that root.</summary>
    public byte[] ToArray(long root)
    {
        var file = _blocks.ToArray();
        byte[] start = [.. Hdf5Superblock.Signature, 2, 8, 8, 0, .. Numbers(0, -1, file.Length, root)];
        byte[] superblock = [.. start, .. BitConverter.GetBytes(Hdf5Checksum.Of(start))];
        superblock.CopyTo(file, 0);
        return file;
    }
}
