namespace MultimodalEmbeddings.Tests.Export;

/// <summary>The command line.</summary>
/// <param name="Output">Where the directories go.</param>
/// <param name="ModelFolders">Folders whose subfolders are models that are loaded and saved again.</param>
internal sealed record ExportOptions(string Output, IReadOnlyList<string> ModelFolders)
{
    public const string Usage =
        """
        Usage: dotnet run --project tests/MultimodalEmbeddings.Tests.Export -- OUTPUT_FOLDER [MODELS_FOLDER]

        Writes a directory for each kind of model that the library saves, with the embeddings that Python must give for it:
          OUTPUT_FOLDER/KIND/model/                 what SentenceEncoder.Save writes
          OUTPUT_FOLDER/KIND/sentences.json         the sentences
          OUTPUT_FOLDER/KIND/expected.safetensors   their embeddings
          OUTPUT_FOLDER/commands.txt, check.sh      the command lines that check them all with check_export.py

        MODELS_FOLDER holds folders of models to load and save again; by default the golden folders encoders/models and
        encoders/sentence-transformers, where MULTIMODAL_EMBEDDINGS_REFERENCE (or MULTIMODAL_EMBEDDINGS_SHARED) has them.
        """;

    /// <exception cref="UsageException">There are no arguments or too many, or the folder of models does not exist.</exception>
    public static ExportOptions Parse(string[] arguments)
    {
        if (arguments.Length is not (1 or 2) || arguments[0].StartsWith('-'))
        {
            throw new UsageException("Expected one folder or two.");
        }

        if (arguments.ElementAtOrDefault(1) is not { } models)
        {
            return new ExportOptions(arguments[0], [.. GoldenFolders().Where(Directory.Exists)]);
        }

        return Directory.Exists(models)
            ? new ExportOptions(arguments[0], [models])
            : throw new UsageException($"There is no folder {models}.");
    }

    private static IEnumerable<string> GoldenFolders()
    {
        var shared = Environment.GetEnvironmentVariable("MULTIMODAL_EMBEDDINGS_SHARED")
            ?? Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared"));
        var reference = Environment.GetEnvironmentVariable("MULTIMODAL_EMBEDDINGS_REFERENCE")
            ?? Path.Combine(shared, "reference");
        return [Path.Combine(reference, "encoders", "models"), Path.Combine(reference, "encoders", "sentence-transformers")];
    }

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
