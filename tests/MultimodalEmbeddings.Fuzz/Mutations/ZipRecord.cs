using System.IO.Compression;

namespace MultimodalEmbeddings.Fuzz.Mutations;

/// <summary>A file in a zip archive.</summary>
/// <param name="Name">As it is in the archive.</param>
/// <param name="Method">0 as it is, 8 deflated.</param>
/// <param name="Crc">Of the content before compression.</param>
/// <param name="Size">Of the content before compression.</param>
/// <param name="Content">As it is in the archive.</param>
internal sealed record ZipRecord(byte[] Name, ushort Method, uint Crc, uint Size, byte[] Content)
{
    public static ZipRecord Stored(byte[] name, byte[] content) => new(name, 0, Crc32.Of(content), (uint)content.Length, content);

    public static ZipRecord Deflated(byte[] name, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return new ZipRecord(name, 8, Crc32.Of(content), (uint)content.Length, packed.ToArray());
    }
}
