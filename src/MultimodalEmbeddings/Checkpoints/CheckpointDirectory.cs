namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The files of a checkpoint directory, and what to say where they are missing.</summary>
internal static class CheckpointDirectory
{
    public const string ConfigurationFile = "config.json";

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    // In the order in which they are looked for, which is that of transformers.
    private static readonly (string File, Func<string, StateDictionary> Open)[] Weights =
    [
        ("model.safetensors", StateDictionary.Open),
        ("model.safetensors.index.json", ShardedWeights.Open),
        ("pytorch_model.bin", StateDictionary.Open),
        ("pytorch_model.bin.index.json", ShardedWeights.Open),
    ];

    private static string AnyWeights => string.Join(" or ", Weights.Select(weights => weights.File));

    /// <exception cref="CheckpointException">The directory, its configuration or its weights are missing.</exception>
    public static void RequireFiles(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new CheckpointException(
                directory, $"is not a directory; a checkpoint is one that holds {ConfigurationFile} and {AnyWeights}.");
        }

        string[] missing =
        [
            .. File.Exists(Path.Combine(directory, ConfigurationFile)) ? Array.Empty<string>() : [ConfigurationFile],
            .. Weights.Any(weights => File.Exists(Path.Combine(directory, weights.File))) ? Array.Empty<string>() : [AnyWeights],
        ];
        if (missing.Length > 0)
        {
            throw new CheckpointException(directory, $"lacks {string.Join(" and ", missing)}; it holds {Contents(directory)}.");
        }
    }

    /// <summary>Opens the first of the files of weights that is there.</summary>
    /// <exception cref="CheckpointException">It is broken or not supported.</exception>
    public static StateDictionary OpenWeights(string directory)
    {
        var (file, open) = Weights.First(weights => File.Exists(Path.Combine(directory, weights.File)));
        return open(Path.Combine(directory, file));
    }

    private static string Contents(string directory)
    {
        const int Listed = 20;
        var paths = Directory.EnumerateFileSystemEntries(directory, "*", Readable);
        string?[] names = [.. paths.Select(Path.GetFileName).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "nothing" : string.Join(", ", names.Take(Listed)) + (names.Length > Listed ? ", …" : "");
    }
}
