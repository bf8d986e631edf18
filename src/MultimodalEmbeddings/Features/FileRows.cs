using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings.Features;

/// <summary>
/// Rows that lie one after another in a file. Those asked for are mapped into memory while they are converted, so that neither
/// the file nor its pages are kept.
/// </summary>
internal sealed class FileRows : IFeatureRows
{
    private const int WindowSize = 1 << 22;

    private readonly MappedFile _file;
    private readonly long _start;
    private readonly NumberType _type;
    private readonly FeatureShape _shape;

    /// <param name="file">The file; owned from now on.</param>
    /// <param name="start">Where the first row begins.</param>
    /// <param name="type">How the numbers are stored.</param>
    /// <param name="shape">How many there are.</param>
    /// <exception cref="CheckpointException">The rows do not lie in the file.</exception>
    public FileRows(MappedFile file, long start, NumberType type, FeatureShape shape)
    {
        var available = file.Length - start;
        if (available < 0 || shape.Length > available / type.Size)
        {
            throw new CheckpointException(
                file.FilePath,
                $"declares {shape.Rows} rows of {shape.Columns} features in {type.Size} bytes each; {available} bytes follow."
                + " It is cut short or broken. Fetch the file again.");
        }

        (_file, _start, _type, _shape) = (file, start, type, shape);
    }

    public int Rows => _shape.Rows;

    public int Columns => _shape.Columns;

    public void Read(int first, Span<float> destination)
    {
        var position = _start + ((long)first * Columns * _type.Size);
        while (!destination.IsEmpty)
        {
            var part = destination[..Math.Min(destination.Length, WindowSize / _type.Size)];
            using var window = _file.Map(position, part.Length * _type.Size);
            NumberConversion.Convert(window.Bytes, _type, part);
            position += part.Length * _type.Size;
            destination = destination[part.Length..];
        }
    }

    public void Dispose() => _file.Dispose();
}
