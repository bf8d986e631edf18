using MultimodalEmbeddings.Evaluation;

namespace MultimodalEmbeddings.Benchmarks;

/// <summary>Real sentences and tokenizers, where the folder with real data is present.</summary>
internal static class SharedData
{
    private static readonly string Folder = Path.GetFullPath(
        Environment.GetEnvironmentVariable("MULTIMODAL_EMBEDDINGS_SHARED") ?? Path.Combine(RepositoryRoot(), "..", "shared"));

    /// <summary>The different sentences of the seven STS tasks; null where there are none.</summary>
    public static IReadOnlyList<string>? StsSentences()
    {
        var folder = Path.Combine(Folder, "data", "sts");
        return !Directory.Exists(folder)
            ? null
            : [.. StsSuite.Load(folder).Tasks.SelectMany(task => task.Subsets).SelectMany(subset => subset.Pairs)
                .SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()];
    }

    /// <summary>The captions of Flickr8k; null where there are none.</summary>
    public static IReadOnlyList<string>? Captions()
    {
        var file = Path.Combine(Folder, "data", "flickr8k", "Flickr8k.token.txt");
        return !File.Exists(file) ? null : [.. File.ReadLines(file).Select(line => line.Split('\t')[^1])];
    }

    /// <summary>The folder of a tokenizer of the reference; null where it is absent.</summary>
    public static string? Tokenizer(string name)
    {
        var folder = Path.Combine(Folder, "reference", "tokenizers", "tokenizers", name);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>Photographs of Flickr8k, JPEG of 224 x 224 pixels; null where there are none.</summary>
    public static IReadOnlyList<string>? Photos()
    {
        var folder = Path.Combine(Folder, "data", "flickr8k", "images");
        return Directory.Exists(folder) && Directory.GetFiles(folder, "*.jpg") is { Length: > 0 } photos
            ? [.. photos.Order(StringComparer.Ordinal)]
            : null;
    }

    /// <summary>torchvision's weights of MobileNetV2; null where they are absent.</summary>
    public static string? MobileNet()
    {
        var folder = Path.Combine(Folder, "data", "vision");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "mobilenet_v2*.pth").FirstOrDefault() : null;
    }

    /// <summary>The folder of a real model; null where it is absent.</summary>
    public static string? Model(string name)
    {
        var folder = Path.Combine(Folder, "models", name);
        return Directory.Exists(folder) ? folder : null;
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MultimodalEmbeddings.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
