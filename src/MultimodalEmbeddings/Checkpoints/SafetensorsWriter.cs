using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Writes safetensors files that the Python libraries read. The same input gives the same bytes.</summary>
internal static class SafetensorsWriter
{
    private const string MetadataKey = "__metadata__";

    /// <summary>
    /// What transformers asks for before it loads a file; "pt" stands for row-major tensors under PyTorch's names.
    /// </summary>
    private static readonly Dictionary<string, string> DefaultMetadata = new() { ["format"] = "pt" };

    /// <param name="path">A file there is replaced, at once and only when the new one is complete.</param>
    /// <param name="tensors">
    /// Any order; the file holds wide element types first, then by name, so that every tensor is aligned.
    /// </param>
    /// <param name="metadata">Strings for <c>__metadata__</c>; <c>format: pt</c> where null.</param>
    /// <exception cref="ArgumentException">A name occurs twice or is reserved, a shape is negative or too large.</exception>
    /// <exception cref="InvalidOperationException">A tensor wrote more or fewer bytes than its shape takes.</exception>
    public static void Write(
        string path, IReadOnlyList<TensorToWrite> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);

        TensorToWrite[] ordered =
        [
            .. tensors
                .OrderByDescending(tensor => tensor.Type.SizeInBytes())
                .ThenBy(tensor => tensor.Name, StringComparer.Ordinal),
        ];
        var header = Header(ordered, metadata ?? DefaultMetadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var tensor in ordered)
            {
                WriteExactly(tensor, stream);
            }
        });
    }

    private static byte[] Header(TensorToWrite[] tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var json = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(json, options))
        {
            writer.WriteStartObject();
            WriteMetadata(writer, metadata);
            WriteTensors(writer, tensors);
            writer.WriteEndObject();
        }

        var paddedLength = (json.WrittenCount + 7) & ~7;
        var header = new byte[SafetensorsFile.LengthFieldSize + paddedLength];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)paddedLength);
        header.AsSpan(SafetensorsFile.LengthFieldSize).Fill((byte)' ');
        json.WrittenSpan.CopyTo(header.AsSpan(SafetensorsFile.LengthFieldSize));
        return header;
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter writer, TensorToWrite[] tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
        long position = 0;
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"The name {tensor.Name} is reserved or occurs twice.", nameof(tensors));
            }

            writer.WriteStartObject(tensor.Name);
            writer.WriteString("dtype", tensor.Type.SafetensorsName());
            WriteIntegers(writer, "shape", tensor.Shape);
            WriteIntegers(writer, "data_offsets", [position, position + tensor.SizeInBytes]);
            writer.WriteEndObject();
            position += tensor.SizeInBytes;
        }
    }

    private static void WriteIntegers(Utf8JsonWriter writer, string name, IReadOnlyList<long> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    private static void WriteExactly(TensorToWrite tensor, Stream stream)
    {
        var start = stream.Position;
        tensor.Write(stream);
        var written = stream.Position - start;
        if (written != tensor.SizeInBytes)
        {
            throw new InvalidOperationException(
                $"{tensor.Name} wrote {written} bytes; {TensorSpecification.Format(tensor.Shape)}"
                + $" in {tensor.Type.SafetensorsName()} takes {tensor.SizeInBytes}.");
        }
    }
}
