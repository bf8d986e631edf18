namespace MultimodalEmbeddings;

/// <summary>What lies in a folder, as far as a message needs it.</summary>
internal static class FolderContents
{
    private const int Examined = 1000;
    private const int Listed = 20;
    private const int LongestPointer = 1024;

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>The names, some of them where there are many.</summary>
    public static string Of(string folder)
    {
        var paths = Directory.EnumerateFileSystemEntries(folder, "*", Readable).Take(Examined);
        string?[] names = [.. paths.Select(Path.GetFileName).Order(StringComparer.Ordinal)];
        var shown = string.Join(", ", names.Take(Listed));
        return names.Length == 0 ? "nothing" : names.Length > Listed ? $"{shown}, …" : shown;
    }

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", Readable).Take(Examined).Order(StringComparer.Ordinal);

    public static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder, "*", Readable).Take(Examined).Order(StringComparer.Ordinal);

    /// <summary>Whether a file is what Git LFS leaves in place of a large one that was not fetched.</summary>
    /// <remarks>Git LFS specification: the first line is <c>version https://git-lfs.github.com/spec/v1</c>.</remarks>
    public static bool IsLargeFilePointer(string path)
    {
        var start = "version https://git-lfs"u8;
        try
        {
            if (new FileInfo(path).Length is 0 or > LongestPointer) // a pipe has 0 bytes, and opening it might wait for ever
            {
                return false;
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            Span<byte> found = stackalloc byte[start.Length];
            return file.ReadAtLeast(found, start.Length, throwOnEndOfStream: false) == start.Length && found.SequenceEqual(start);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // whoever needs the file says so
        }
    }
}
