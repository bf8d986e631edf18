using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MultimodalEmbeddings;

/// <summary>The SHA-256 of a file, by which images are known whatever they are called.</summary>
[InlineArray(Bytes)]
internal struct ImageDigest : IEquatable<ImageDigest>
{
    public const int Bytes = SHA256.HashSizeInBytes;

    private byte _first;

    public static ImageDigest Of(ReadOnlySpan<byte> content)
    {
        var digest = default(ImageDigest);
        SHA256.HashData(content, digest);
        return digest;
    }

    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static ImageDigest OfFile(string path)
    {
        var digest = default(ImageDigest);
        using var stream = File.OpenRead(path);
        SHA256.HashData(stream, digest);
        return digest;
    }

    public readonly bool Equals(ImageDigest other) => ((ReadOnlySpan<byte>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is ImageDigest other && Equals(other);

    public override readonly int GetHashCode() => MemoryMarshal.Read<int>(this); // the digest's bits are random

    public override readonly string ToString() => Convert.ToHexStringLower(this);
}
