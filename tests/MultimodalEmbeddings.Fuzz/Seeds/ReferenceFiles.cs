using System.IO.Enumeration;
using System.Security.Cryptography;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Further seeds from the folder of golden values, where it exists; hostile files among them.</summary>
internal static class ReferenceFiles
{
    private const long LargestSeed = 200_000;   // bytes; larger ones would be written a hundred times a second and teach no more

    private static readonly string Root = Path.GetFullPath(
        Environment.GetEnvironmentVariable("MULTIMODAL_EMBEDDINGS_REFERENCE") ?? Path.Combine(Shared, "reference"));

    private static readonly Lazy<string[]> All = new(() => !Directory.Exists(Root)
        ? []
        : [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]);

    private static string Shared => Environment.GetEnvironmentVariable("MULTIMODAL_EMBEDDINGS_SHARED")
        ?? Path.Combine(RepositoryRoot(), "..", "shared");

    /// <summary>Every file with one of the endings, under the name <paramref name="file"/>.</summary>
    public static IEnumerable<Seed> Ending(string file, params string[] endings) => Distinct(All.Value
        .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
        .Where(path => new FileInfo(path).Length <= LargestSeed)
        .Select(path => Seed.Of(Path.GetRelativePath(Root, path), file, File.ReadAllBytes(path)) with { IsGenerated = false }));

    /// <summary>
    /// Every file whose own name matches a pattern such as <c>token*.txt</c>, under the name <paramref name="file"/>.
    /// </summary>
    public static IEnumerable<Seed> Named(string file, string pattern) => Ending(file, pattern[(pattern.IndexOf('*') + 1)..])
        .Where(seed => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(seed.Name), ignoreCase: false));

    /// <summary>Every folder that holds <paramref name="damaged"/>, with the files beside it that match the patterns.</summary>
    public static IEnumerable<Seed> Folders(string damaged, params string[] companions)
    {
        var folders = All.Value
            .Where(path => path.EndsWith("/" + damaged, StringComparison.Ordinal))
            .Select(path => path[..^damaged.Length]);
        return Distinct(folders.Select(folder => Folder(folder, damaged, companions)).OfType<Seed>());
    }

    private static Seed? Folder(string folder, string damaged, string[] companions)
    {
        string[] files = [.. companions.Where(name => Directory.Exists(Path.GetDirectoryName(Path.Combine(folder, name))))
            .SelectMany(name => Directory.GetFiles(folder, name)).Append(Path.Combine(folder, damaged)).Distinct()];
        return files.Sum(file => new FileInfo(file).Length) <= LargestSeed
            ? new Seed(Path.GetRelativePath(Root, folder), FolderContent.Read(folder, files), [damaged]) { IsGenerated = false }
            : null;
    }

    private static IEnumerable<Seed> Distinct(IEnumerable<Seed> seeds) => seeds.DistinctBy(seed =>
        string.Join(' ', seed.Files.Select(file => $"{file.Key} {Convert.ToHexString(SHA256.HashData(file.Value))}")));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MultimodalEmbeddings.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
