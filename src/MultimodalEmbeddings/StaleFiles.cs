using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>
/// What is left in a directory of the model that was there before: files that a reader would take for the new model's.
/// </summary>
internal static class StaleFiles
{
    private static readonly string[] TokenizerFiles =
    [
        "tokenizer.json", "vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json",
        "added_tokens.json", "sentencepiece.bpe.model", "spiece.model", "tokenizer.model",
    ];

    private static readonly string[] RootFiles =
    [
        .. TokenizerFiles,
        .. SentenceTransformersFiles.AllTransformerSettings,
        SentenceTransformersFiles.Modules,
        SentenceTransformersFiles.Settings,
        OptionsFile.Name,
    ];

    private static readonly string[] ModuleFiles =
    [
        .. TokenizerFiles,
        .. SentenceTransformersFiles.AllTransformerSettings,
        "config.json", "model.safetensors", "pytorch_model.bin",
    ];

    /// <param name="directory">The directory of the new model.</param>
    /// <param name="kept">The files of the new model, relative to the directory, with a slash behind a folder.</param>
    public static void Remove(string directory, IReadOnlyCollection<string> kept)
    {
        Delete(directory, "", RootFiles, kept);
        foreach (var folder in new DirectoryInfo(directory).EnumerateDirectories().Where(IsModule).ToArray())
        {
            Delete(directory, $"{folder.Name}/", ModuleFiles, kept);
            var isKept = kept.Any(file => file.StartsWith($"{folder.Name}/", StringComparison.Ordinal));
            if (!isKept && !folder.EnumerateFileSystemInfos().Any())
            {
                folder.Delete();
            }
        }
    }

    private static void Delete(string directory, string folder, string[] names, IReadOnlyCollection<string> kept)
    {
        foreach (var name in names.Where(name => !kept.Contains(folder + name)))
        {
            File.Delete(Path.Combine(directory, folder + name));
        }
    }

    /// <summary>A folder such as 1_Pooling; a link may lead to files that are not this directory's.</summary>
    private static bool IsModule(DirectoryInfo folder) =>
        folder.LinkTarget is null
        && folder.Name.Split('_') is [{ Length: > 0 } index, var kind]
        && index.All(char.IsAsciiDigit)
        && SentenceTransformersModule.Known.Contains(kind);
}
