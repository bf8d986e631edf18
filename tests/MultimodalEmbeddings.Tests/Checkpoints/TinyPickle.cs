using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>
/// Small files as <c>torch.save</c> writes them, made without Python: whole ones from named tensors, and the parts of pickles, to
/// put together sound and broken ones by hand.
/// </summary>
/// <remarks>
/// Every part is the opcodes that push one value; https://docs.python.org/3/library/pickletools.html names them.
/// </remarks>
internal static class TinyPickle
{
    private const string Folder = "archive";

    /// <summary>The number with which the form before zip begins, 0x1950a86a20f9469cfc6c.</summary>
    private static readonly byte[] Magic =
        [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    public static byte[] None { get; } = [(byte)'N'];

    public static byte[] True { get; } = [0x88];

    public static byte[] False { get; } = [0x89];

    public static byte[] EmptyDictionary { get; } = [(byte)'}'];

    /// <summary>A file of today's form: an uncompressed zip of one pickle and one record per tensor.</summary>
    public static byte[] Zip(params (string Name, long[] Shape, float[] Values)[] tensors) =>
        Zip(StateDictionary(tensors, isLegacy: false), [.. tensors.Select(tensor => Bytes(tensor.Values))]);

    /// <summary>A file of the form before zip: a sequence of pickles, then the storages.</summary>
    public static byte[] Legacy(params (string Name, long[] Shape, float[] Values)[] tensors) => Legacy(
        StateDictionary(tensors, isLegacy: true), [.. tensors.Select(tensor => (tensor.Values.Length, Bytes(tensor.Values)))]);

    /// <param name="pickle">The content of data.pkl.</param>
    /// <param name="storages">The bytes of the storages "0", "1" and so on.</param>
    public static byte[] Zip(byte[] pickle, params byte[][] storages) => ZipOf(
        [
            ($"{Folder}/data.pkl", pickle),
            ($"{Folder}/byteorder", "little"u8.ToArray()),
            .. storages.Select((bytes, index) => ($"{Folder}/data/{index}", bytes)),
            ($"{Folder}/version", "3\n"u8.ToArray()),
        ]);

    /// <summary>A zip of these records.</summary>
    public static byte[] ZipOf(
        IEnumerable<(string Name, byte[] Content)> records, CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in records)
            {
                using var record = archive.CreateEntry(name, level).Open();
                record.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <param name="pickle">The pickle of the object.</param>
    /// <param name="storages">The storages "0", "1" and so on: how many elements they claim, and their bytes.</param>
    public static byte[] Legacy(byte[] pickle, params (long Count, byte[] Content)[] storages)
    {
        var system = Dictionary(
            ("protocol_version", Integer(1001)), ("little_endian", True), ("type_sizes", Dictionary(("short", Integer(2)))));
        var keys = List([.. storages.Select((_, index) => Text($"{index}"))]);
        using var file = new MemoryStream();
        file.Write([.. Magic, .. Pickle(Integer(1001)), .. Pickle(system), .. pickle, .. Pickle(keys)]);
        foreach (var (count, content) in storages)
        {
            file.Write(BitConverter.GetBytes(count));
            file.Write(content);
        }

        return file.ToArray();
    }

    /// <summary>A whole pickle of protocol 2 around the opcodes that push its one value.</summary>
    public static byte[] Pickle(params byte[] value) => [0x80, 2, .. value, (byte)'.'];

    public static byte[] Dictionary(params (string Key, byte[] Value)[] entries) =>
        [(byte)'}', (byte)'(', .. entries.SelectMany(entry => (byte[])[.. Text(entry.Key), .. entry.Value]), (byte)'u'];

    public static byte[] List(params byte[][] items) => [(byte)']', (byte)'(', .. items.SelectMany(item => item), (byte)'e'];

    public static byte[] Tuple(params byte[][] items) => [(byte)'(', .. items.SelectMany(item => item), (byte)'t'];

    public static byte[] Integers(params long[] values) => Tuple([.. values.Select(Integer)]);

    public static byte[] Text(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        return [(byte)'X', .. BitConverter.GetBytes(content.Length), .. content];
    }

    public static byte[] Integer(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return value is >= 0 and < 256 ? [(byte)'K', (byte)value] : [0x8a, 8, .. bytes];
    }

    public static byte[] Global(string module, string name) => Encoding.UTF8.GetBytes($"c{module}\n{name}\n");

    public static byte[] Call(string module, string name, params byte[][] arguments) =>
        [.. Global(module, name), .. Tuple(arguments), (byte)'R'];

    /// <summary>
    /// A reference to a storage, as the zip form writes it; <paramref name="rest"/> is what the form before adds.
    /// </summary>
    public static byte[] Storage(string type, string key, long count, params byte[][] rest) =>
    [
        .. Tuple([Text("storage"), Global("torch", type), Text(key), Text("cpu"), Integer(count), .. rest]), (byte)'Q',
    ];

    /// <param name="storage">What <see cref="Storage"/> gives.</param>
    /// <param name="offset">The first element of the view.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="strides">How many elements of the storage apart the entries along each dimension lie.</param>
    public static byte[] Tensor(byte[] storage, long offset, long[] shape, long[] strides) => Call(
        "torch._utils", "_rebuild_tensor_v2",
        storage, Integer(offset), Integers(shape), Integers(strides), False, Call("collections", "OrderedDict"));

    /// <summary>The strides of a tensor whose rows follow each other.</summary>
    public static long[] RowMajor(long[] shape) =>
        [.. shape.Select((_, axis) => shape.Skip(axis + 1).Aggregate(1L, (product, dimension) => product * dimension))];

    public static byte[] Bytes(params float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    private static byte[] StateDictionary((string Name, long[] Shape, float[] Values)[] tensors, bool isLegacy)
    {
        var entries = tensors.Select((tensor, index) =>
        {
            var storage = Storage("FloatStorage", $"{index}", tensor.Values.Length, isLegacy ? [None] : []);
            return (tensor.Name, Tensor(storage, 0, tensor.Shape, RowMajor(tensor.Shape)));
        });
        return Pickle(Dictionary([.. entries]));
    }
}
