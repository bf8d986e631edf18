using System.Buffers;
using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>Rows that lie one after another in a file, from which those asked for are read.</summary>
/// <remarks>
/// They are read rather than mapped: mapping a window for each row took many times longer, and a process that touches a mapped
/// page of a file cut short is ended.
/// </remarks>
internal sealed class FileRows : IFeatureRows
{
    private const int BlockSize = 1 << 20;

    private readonly FileStream _stream;
    private readonly long _start;
    private readonly NumberType _type;
    private readonly FeatureShape _shape;

    /// <param name="file">The file; closed, and opened anew for reading.</param>
    /// <param name="start">Where the first row begins.</param>
    /// <param name="type">How the numbers are stored.</param>
    /// <param name="shape">How many there are.</param>
    /// <exception cref="CheckpointException">The rows do not lie in the file.</exception>
    public FileRows(MappedFile file, long start, NumberType type, FeatureShape shape)
    {
        RequireRows(file, start, type, shape);
        file.Dispose();
        (_stream, _start, _type, _shape) = (InputFile.Open(file.FilePath), start, type, shape);
    }

    public int Rows => _shape.Rows;

    public int Columns => _shape.Columns;

    /// <exception cref="CheckpointException">The file has not as many bytes as so many numbers take.</exception>
    public static void RequireRows(MappedFile file, long start, NumberType type, FeatureShape shape)
    {
        var available = file.Length - start;
        if (available < 0 || shape.Length > available / type.Size)
        {
            throw new CheckpointException(
                file.FilePath,
                $"declares {shape.Rows} rows of {shape.Columns} features in {type.Size} bytes each; {available} bytes follow."
                + " It is cut short or broken. Fetch the file again.");
        }
    }

    public void Read(int first, Span<float> destination)
    {
        var position = _start + ((long)first * Columns * _type.Size);
        if (_type == new NumberType(NumberKind.Float, sizeof(float)))
        {
            Fill(position, MemoryMarshal.AsBytes(destination));
            return;
        }

        var block = ArrayPool<byte>.Shared.Rent((int)Math.Min(BlockSize, (long)destination.Length * _type.Size));
        while (!destination.IsEmpty)
        {
            var part = destination[..Math.Min(destination.Length, block.Length / _type.Size)];
            var bytes = block.AsSpan(0, part.Length * _type.Size);
            Fill(position, bytes);
            NumberConversion.Convert(bytes, _type, part);
            position += bytes.Length;
            destination = destination[part.Length..];
        }

        ArrayPool<byte>.Shared.Return(block);
    }

    public void Dispose() => _stream.Dispose();

    private void Fill(long position, Span<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var count = RandomAccess.Read(_stream.SafeFileHandle, bytes, position);
                bytes = count > 0
                    ? bytes[count..]
                    : throw new CheckpointException(_stream.Name, "has become shorter since it was opened. Load it again.");
                position += count;
            }
        }
        catch (IOException exception)
        {
            throw new CheckpointException(_stream.Name, $"cannot be read: {exception.Message}", exception);
        }
    }
}
