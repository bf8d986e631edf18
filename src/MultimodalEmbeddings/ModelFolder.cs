using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>What to say of a path that is no model's directory: what is there, what is missing, and what would do.</summary>
internal static class ModelFolder
{
    private const string Expected =
        "expected the directory of a model, with config.json, its weights (model.safetensors) and its tokenizer's files.";

    private const string Configuration = "config.json";

    private static readonly string[] Weights =
        ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"];

    private static readonly string[] Tokenizers = ["tokenizer.json", "vocab.txt", "vocab.json", "sentencepiece.bpe.model"];

    /// <exception cref="CheckpointException">The path is no directory, or one without anything of a model.</exception>
    public static void Require(string directory)
    {
        if (File.Exists(directory))
        {
            var parent = Path.GetDirectoryName(Path.GetFullPath(directory));
            throw new CheckpointException(directory, $"is a file; {Expected} Pass the directory that holds it, {parent}.");
        }

        if (!Directory.Exists(directory))
        {
            var full = Path.IsPathRooted(directory) ? "" : $" (looked for {Path.GetFullPath(directory)})";
            throw new CheckpointException(
                directory, $"does not exist{full}; {Expected} Nothing is downloaded: a model's name is not enough.");
        }

        string[] marks = [Configuration, SentenceTransformersFiles.Modules, .. Weights];
        if (!marks.Any(name => Has(directory, name)) && ModelAdvice.ForNoModel(directory) is { } advice)
        {
            throw new CheckpointException(directory, $"holds {FolderContents.Of(directory)}; {Expected}{advice}");
        }
    }

    /// <exception cref="CheckpointException">The directory lacks one of the three parts of a model.</exception>
    public static void RequireModel(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CheckpointException(
                folder, $"does not exist, but {SentenceTransformersFiles.Modules} names it as the Transformer's folder.");
        }

        ForbidPointers(folder);
        string?[] lacking =
        [
            Has(folder, Configuration) ? null : $"its configuration ({Configuration})",
            Weights.Any(name => Has(folder, name))
                ? null
                : $"its weights ({Weights[0]} or {Weights[2]}, or parts of one with its index)",
            Tokenizers.Any(name => Has(folder, name))
                ? null
                : $"its tokenizer ({string.Join(", or ", Tokenizers)} and what belongs to it)",
        ];
        string[] missing = [.. lacking.OfType<string>()];
        if (missing.Length > 0)
        {
            var advice = lacking[1] is null ? "" : ModelAdvice.ForNoWeights(folder);
            throw new CheckpointException(
                folder, $"lacks {string.Join(" and ", missing)}; it holds {FolderContents.Of(folder)}.{advice}");
        }
    }

    private static bool Has(string folder, string name) => File.Exists(Path.Combine(folder, name));

    private static void ForbidPointers(string folder)
    {
        var pointer = FolderContents.Files(folder).FirstOrDefault(FolderContents.IsLargeFilePointer);
        if (pointer is not null)
        {
            throw new CheckpointException(
                pointer,
                "is not the file itself but Git LFS's pointer to it. In the directory, 'git lfs pull' fetches the file.");
        }
    }
}
