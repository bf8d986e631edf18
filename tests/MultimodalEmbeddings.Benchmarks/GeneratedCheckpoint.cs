using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Checkpoint directories of any size, with weights that mean nothing.</summary>
internal static class GeneratedCheckpoint
{
    private static readonly float[] Block = [.. Enumerable.Range(0, 1 << 16).Select(i => MathF.Sin(i))];

    /// <summary>Writes config.json and model.safetensors.</summary>
    public static string WriteSafetensors(string directory, EncoderConfiguration sizes)
    {
        Begin(directory, sizes);
        SafetensorsWriter.Write(
            Path.Combine(directory, "model.safetensors"),
            [
                .. EncoderTensors.Of(sizes).Select(tensor => new TensorToWrite(
                    tensor.Name, tensor.Shape, ElementType.Float32, stream => WriteElements(stream, LengthOf(tensor)))),
            ]);
        return directory;
    }

    /// <summary>Writes config.json and pytorch_model.bin, as torch.save does.</summary>
    public static string WriteBin(string directory, EncoderConfiguration sizes)
    {
        Begin(directory, sizes);
        var tensors = EncoderTensors.Of(sizes);
        using var archive = ZipFile.Open(Path.Combine(directory, "pytorch_model.bin"), ZipArchiveMode.Create);
        Write(archive, "archive/data.pkl", stream => stream.Write(Pickle(tensors)));
        for (var i = 0; i < tensors.Count; i++)
        {
            var length = LengthOf(tensors[i]);
            Write(archive, $"archive/data/{i}", stream => WriteElements(stream, length));
        }

        return directory;
    }

    private static void Begin(string directory, EncoderConfiguration sizes)
    {
        Directory.CreateDirectory(directory);
        sizes.Write(Path.Combine(directory, "config.json"));
    }

    private static void Write(ZipArchive archive, string name, Action<Stream> write)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        write(stream);
    }

    private static void WriteElements(Stream stream, long length)
    {
        for (var left = length; left > 0; left -= Block.Length)
        {
            stream.Write(MemoryMarshal.AsBytes(Block.AsSpan(0, (int)Math.Min(left, Block.Length))));
        }
    }

    // A state dict of float32 tensors, one storage each; Python's pickletools.dis shows what the opcodes mean.
    private static byte[] Pickle(IReadOnlyList<TensorSpecification> tensors)
    {
        using var pickle = new MemoryStream();
        pickle.Write([0x80, 2, (byte)'}', (byte)'(']);
        for (var i = 0; i < tensors.Count; i++)
        {
            Text(pickle, tensors[i].Name);
            pickle.Write("ctorch._utils\n_rebuild_tensor_v2\n(("u8);
            Text(pickle, "storage");
            pickle.Write("ctorch\nFloatStorage\n"u8);
            Text(pickle, i.ToString(CultureInfo.InvariantCulture));
            Text(pickle, "cpu");
            Integer(pickle, LengthOf(tensors[i]));
            pickle.Write("tQK\0("u8);
            Tuple(pickle, tensors[i].Shape);
            pickle.Write("("u8);
            Tuple(pickle, tensors[i].Shape is [_, var columns] ? [columns, 1] : [1]);
            pickle.Write([0x89, .. "ccollections\nOrderedDict\n)RtR"u8]);
        }

        pickle.Write("u."u8);
        return pickle.ToArray();
    }

    private static void Tuple(Stream pickle, IEnumerable<long> values)
    {
        foreach (var value in values)
        {
            Integer(pickle, value);
        }

        pickle.Write("t"u8);
    }

    private static void Text(Stream pickle, string text) =>
        pickle.Write([(byte)'X', .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)]);

    private static void Integer(Stream pickle, long value) => pickle.Write([0x8a, 8, .. BitConverter.GetBytes(value)]);

    private static long LengthOf(TensorSpecification tensor) =>
        tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension);
}
