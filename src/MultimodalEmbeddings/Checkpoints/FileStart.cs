namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What lies in place of a file of weights, by its first bytes.</summary>
internal static class FileStart
{
    /// <summary>How many bytes tell.</summary>
    public const int Length = 32;

    /// <returns>The rest of a sentence about the file, and what to do; null where the bytes tell nothing.</returns>
    public static string? Describe(ReadOnlySpan<byte> start) =>
        start.StartsWith("version https://git-lfs"u8) ? "is a pointer of Git LFS. The command git lfs pull fetches the file."
        : start.StartsWith("<"u8) ? "looks like a web page. Fetch the file again; the address may have been wrong."
        : null;
}
