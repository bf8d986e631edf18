namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The files of a checkpoint directory, and what to say where they are not those that can be read.</summary>
internal static class CheckpointDirectory
{
    public const string ConfigurationFile = "config.json";
    public const string WeightsFile = "model.safetensors";

    private const string PickledWeightsFile = "pytorch_model.bin";
    private const string WeightsIndexFile = "model.safetensors.index.json";

    private const string PickleAdvice =
        " PyTorch's .bin files are not read yet; in the directory, this makes a safetensors file of one: python -c \""
        + "import torch; from safetensors.torch import save_file; save_file({k: v.clone().contiguous() for k, v in"
        + " torch.load('pytorch_model.bin', map_location='cpu', weights_only=True).items()},"
        + " 'model.safetensors', {'format': 'pt'})\"";

    private const string IndexAdvice =
        " Weights in several files are not read yet; in the directory, this joins them: python -c \""
        + "from transformers import AutoModel; AutoModel.from_pretrained('.').save_pretrained('.', max_shard_size='100GB')\"";

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <exception cref="CheckpointException">The directory or one of its two files is missing.</exception>
    public static void RequireFiles(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new CheckpointException(
                directory, $"is not a directory; a checkpoint is one that holds {ConfigurationFile} and {WeightsFile}.");
        }

        string[] required = [ConfigurationFile, WeightsFile];
        string[] missing = [.. required.Where(file => !File.Exists(Path.Combine(directory, file)))];
        if (missing.Length > 0)
        {
            throw new CheckpointException(
                directory, $"lacks {string.Join(" and ", missing)}; it holds {Contents(directory)}.{Advice(directory, missing)}");
        }
    }

    private static string Contents(string directory)
    {
        const int Listed = 20;
        var paths = Directory.EnumerateFileSystemEntries(directory, "*", Readable);
        string?[] names = [.. paths.Select(Path.GetFileName).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "nothing" : string.Join(", ", names.Take(Listed)) + (names.Length > Listed ? ", …" : "");
    }

    private static string Advice(string directory, string[] missing) =>
        !missing.Contains(WeightsFile) ? ""
        : File.Exists(Path.Combine(directory, WeightsIndexFile)) ? IndexAdvice
        : File.Exists(Path.Combine(directory, PickledWeightsFile)) ? PickleAdvice
        : "";
}
