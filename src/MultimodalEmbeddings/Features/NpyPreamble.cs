using System.Buffers.Binary;
using System.Text;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Features;

/// <summary>The bytes before an NPY array's numbers: signature, version, length of the header, header.</summary>
internal static class NpyPreamble
{
    private const int VersionEnd = 8;
    private const int MaximumHeaderLength = 1 << 16; // numpy reads 10,000

    public static ReadOnlySpan<byte> Signature => [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59];   // "NUMPY" behind a byte that is no text

    /// <param name="filePath">For messages.</param>
    /// <param name="stream">At the array's first byte; afterwards at its first number.</param>
    /// <returns>The header, and how many bytes stand before the numbers.</returns>
    /// <exception cref="CheckpointException">The array is broken, or holds what are no numbers.</exception>
    public static (NpyHeader Header, int Length) Read(string filePath, Stream stream)
    {
        var version = Take(filePath, stream, VersionEnd);
        if (!version.AsSpan().StartsWith(Signature) || version[Signature.Length] is < 1 or > 3)
        {
            throw NpyHeaderParser.Broken(filePath, "it does not begin like NPY 1.0, 2.0 or 3.0");
        }

        var isShort = version[Signature.Length] == 1;
        var size = Take(filePath, stream, isShort ? sizeof(ushort) : sizeof(uint));
        var length = isShort ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > MaximumHeaderLength)
        {
            throw NpyHeaderParser.Broken(filePath, $"it gives its header {length} bytes; at most {MaximumHeaderLength} are read");
        }

        var text = Encoding.UTF8.GetString(Take(filePath, stream, (int)length));
        return (NpyHeaderParser.Parse(filePath, text), VersionEnd + size.Length + (int)length);
    }

    private static byte[] Take(string filePath, Stream stream, int count)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count
            ? bytes
            : throw NpyHeaderParser.Broken(filePath, "it is cut short within its header");
    }
}
