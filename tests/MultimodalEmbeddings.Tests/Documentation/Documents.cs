using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Documentation;

/// <summary>The repository's own texts, and the snippets that its documentation is made of.</summary>
internal static class Documents
{
    private static readonly string SnippetFolder =
        Path.Combine(SharedFolder.RepositoryRoot, "tests", "MultimodalEmbeddings.Tests", "Documentation", "Snippets");

    /// <summary>Path from the repository's root and text of every markdown file at the root and under docs.</summary>
    public static IReadOnlyList<(string Path, string Text)> All { get; } =
    [
        .. Directory.GetFiles(SharedFolder.RepositoryRoot, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(SharedFolder.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(SharedFolder.RepositoryRoot, file), File.ReadAllText(file))),
    ];

    public static IReadOnlyList<Fence> Fences { get; } =
        [.. All.SelectMany(document => Fence.Read(document.Path, document.Text))];

    public static IReadOnlyList<Snippet> Snippets { get; } =
    [
        .. Directory.GetFiles(SnippetFolder, "*.cs").Order(StringComparer.Ordinal)
            .SelectMany(file => Snippet.Read(Path.GetFileName(file), File.ReadAllText(file))),
    ];

    /// <summary>What the README says a snippet prints: the text block right behind its code.</summary>
    public static string OutputOf(string snippet)
    {
        var code = Snippets.Single(candidate => candidate.Name == snippet).Code;
        var fences = Fences.Where(fence => fence.File == "README.md").ToArray();
        var behind = Array.FindIndex(fences, fence => fence.Code == code) + 1;
        Assert.Equal("text", fences[behind].Language);
        return fences[behind].Code;
    }
}
