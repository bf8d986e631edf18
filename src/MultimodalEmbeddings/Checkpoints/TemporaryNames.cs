using System.Text.RegularExpressions;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Names for files that are being written: <c>model.safetensors.k3jx0qap.5ur.tmp</c>.</summary>
internal static partial class TemporaryNames
{
    public static string Next(string path) => $"{path}.{Path.GetRandomFileName()}.tmp";

    /// <summary>Deletes the temporary files of a path that no process has open any more.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static void RemoveLeftovers(string path)
    {
        var name = Path.GetFileName(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => IsTemporary(Path.GetFileName(file), name)).ToArray())
        {
            try
            {
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process is writing it, or it is not ours to delete: nobody takes it for the file itself.
            }
        }
    }

    private static bool IsTemporary(string file, string name) =>
        file.StartsWith(name, StringComparison.Ordinal) && Ending().IsMatch(file.AsSpan(name.Length));

    [GeneratedRegex(@"^\.[a-z0-9]{8}\.[a-z0-9]{3}\.tmp\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();
}
