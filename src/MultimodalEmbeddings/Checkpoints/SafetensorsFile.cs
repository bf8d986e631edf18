using System.Buffers.Binary;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// A safetensors file, mapped into memory: opening it reads the header, and no weight is copied until it is asked for.
/// </summary>
/// <remarks>
/// The format: eight bytes with the header's length, the header as JSON, then the tensors' bytes without gaps
/// (https://huggingface.co/docs/safetensors). Safe for concurrent use; after <see cref="Dispose"/> its tensors raise
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
internal sealed class SafetensorsFile : IDisposable
{
    public const int LengthFieldSize = 8;

    /// <summary>100 MB: the limit that the reference implementation sets.</summary>
    public const int MaximumHeaderLength = 100_000_000;

    /// <summary>What to do about a broken file.</summary>
    public const string Remedy = " Fetch the file again, or write it anew with safetensors.torch.save_file.";

    private readonly MappedFile _file;

    private SafetensorsFile(MappedFile file)
    {
        _file = file;
        var headerLength = ReadHeaderLength(file);
        var dataStart = LengthFieldSize + headerLength;
        using var json = headerLength > 0 ? file.Map(LengthFieldSize, headerLength) : default;
        var header = SafetensorsHeader.Parse(FilePath, json.Bytes, file.Length - dataStart);
        Metadata = header.Metadata;
        Tensors = header.Entries.ToDictionary(
            entry => entry.Name,
            entry => new CheckpointTensor(
                file, new TensorLayout(entry.Name, entry.Type, entry.Shape, dataStart + entry.Begin)),
            StringComparer.Ordinal);
    }

    public string FilePath => _file.FilePath;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    /// <summary>The strings under <c>__metadata__</c>; empty where the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <exception cref="CheckpointException">The file is missing or is not a well-formed safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        var file = MappedFile.Open(path);
        try
        {
            return new SafetensorsFile(file);
        }
        catch (CheckpointException)
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static int ReadHeaderLength(MappedFile file)
    {
        if (file.Length < LengthFieldSize)
        {
            throw new CheckpointException(
                file.FilePath, $"is not a safetensors file: {file.Length} bytes do not hold a header's length.{Remedy}");
        }

        var start = file.Read(0, (int)Math.Min(file.Length, FileStart.Length));
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        var limit = Math.Min(MaximumHeaderLength, file.Length - LengthFieldSize);
        return length <= (ulong)limit
            ? (int)length
            : throw new CheckpointException(
                file.FilePath,
                "is not a safetensors file: it "
                + (FileStart.Describe(start) ?? $"gives its header {length} bytes where there can be {limit}.{Remedy}"));
    }
}
