namespace MultimodalEmbeddings.Tests.Support;

/// <summary>
/// Where golden values, real data and real models lie; a test that needs what is absent is skipped and says so.
/// </summary>
internal static class SharedFolder
{
    public const string SharedVariable = "MULTIMODAL_EMBEDDINGS_SHARED";
    public const string ReferenceVariable = "MULTIMODAL_EMBEDDINGS_REFERENCE";

    /// <summary>The folder that holds MultimodalEmbeddings.sln.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string Shared { get; } =
        Path.GetFullPath(Environment.GetEnvironmentVariable(SharedVariable) ?? Path.Combine(RepositoryRoot, "..", "shared"));

    public static string Reference { get; } =
        Path.GetFullPath(Environment.GetEnvironmentVariable(ReferenceVariable) ?? Path.Combine(Shared, "reference"));

    /// <summary>The path of real data or a real model, or a skip.</summary>
    public static string RequireShared(string relative) => Require(Path.Combine(Shared, relative), SharedVariable);

    /// <summary>The path of golden values, or a skip.</summary>
    public static string RequireReference(string relative) => Require(Path.Combine(Reference, relative), ReferenceVariable);

    /// <summary>
    /// One row per folder in a reference folder that holds <paramref name="file"/>; a single skipped row where there is none.
    /// </summary>
    public static IEnumerable<TheoryDataRow<string>> ReferenceFolders(string relative, string file)
    {
        var parent = Path.Combine(Reference, relative);
        var names = !Directory.Exists(parent)
            ? []
            : Directory.GetDirectories(parent).Where(folder => File.Exists(Path.Combine(folder, file))).Select(Path.GetFileName)
                .Order(StringComparer.Ordinal).ToArray();
        return names.Length > 0
            ? names.Select(name => new TheoryDataRow<string>(name!))
            : [new TheoryDataRow<string>(relative) { Skip = $"No folder with {file} in {parent}; {ReferenceVariable} names another place." }];
    }

    private static string Require(string path, string variable)
    {
        Assert.SkipUnless(Path.Exists(path), $"{path} is absent; {variable} names another place.");
        return path;
    }

    private static string FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MultimodalEmbeddings.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
