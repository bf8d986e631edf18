namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>The files of a folder, in memory.</summary>
internal static class FolderContent
{
    /// <summary>What <paramref name="write"/> puts into the folder that it is given.</summary>
    public static Dictionary<string, byte[]> WrittenBy(Action<string> write)
    {
        var folder = Directory.CreateTempSubdirectory("multimodal-embeddings-seed-").FullName;
        try
        {
            write(folder);
            return Read(folder, Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Dictionary<string, byte[]> Read(string folder, IEnumerable<string> files) => files
        .Order(StringComparer.Ordinal)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes);

    /// <summary>Both folders' files; those of the second win.</summary>
    public static Dictionary<string, byte[]> Joined(
        IReadOnlyDictionary<string, byte[]> first, IReadOnlyDictionary<string, byte[]> second)
    {
        var joined = new Dictionary<string, byte[]>(first);
        foreach (var (name, content) in second)
        {
            joined[name] = content;
        }

        return joined;
    }
}
