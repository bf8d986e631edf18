using System.Security.Cryptography;
using System.Text;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// The SHA-256 of each file of a folder in <c>SHA256SUMS</c>, as <c>sha256sum --check</c> reads it: whether the folder is whole.
/// </summary>
internal static class FileDigests
{
    public const string Name = "SHA256SUMS";

    private const int LongestFile = 1 << 16;
    private const string Separator = "  ";

    public static void Write(string folder)
    {
        var lines = Directory.EnumerateFiles(folder)
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)
            .Select(name => DigestOf(Path.Combine(folder, name)) + Separator + name + "\n");
        var content = Encoding.UTF8.GetBytes(string.Concat(lines));
        AtomicFile.Write(Path.Combine(folder, Name), stream => stream.Write(content));
    }

    /// <returns>
    /// What is wrong with the folder, as the rest of a sentence; null if every file is as it was written and
    /// <paramref name="required"/> are among them.
    /// </returns>
    public static string? Fault(string folder, IReadOnlyList<string> required)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            return $"lacks {Name}";
        }

        var listed = Encoding.UTF8.GetString(InputFile.ReadAll(path, LongestFile))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(Separator))
            .ToArray();
        return listed.All(parts => parts is [_, var name] && Path.GetFileName(name) == name)
            ? FaultOf(folder, listed.Select(parts => (parts[0], parts[1])), required)
            : $"has another form of {Name}";
    }

    private static string? FaultOf(
        string folder, IEnumerable<(string Digest, string Name)> listed, IReadOnlyList<string> required)
    {
        foreach (var (digest, name) in listed)
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                return $"lacks {name}";
            }

            if (DigestOf(Path.Combine(folder, name)) != digest)
            {
                return $"holds {name} not as it was written";
            }
        }

        var missing = required.Except(listed.Select(file => file.Name)).FirstOrDefault();
        return missing is null ? null : $"has no {missing} in {Name}";
    }

    private static string DigestOf(string path)
    {
        using var stream = InputFile.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
