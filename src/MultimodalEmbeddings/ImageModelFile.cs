using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>The weights of an image network, in a file or in a directory.</summary>
internal static class ImageModelFile
{
    private const string Expected =
        "expected the weights of an image network (.pth or .safetensors), or a directory that holds them.";

    private static readonly string[] Standard =
        ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"];

    private static readonly string[] Extensions = [".safetensors", ".pth", ".pt", ".bin"];

    /// <exception cref="CheckpointException">There are none, several, or broken ones; the message says what is there.</exception>
    public static StateDictionary Open(string path)
    {
        if (File.Exists(path))
        {
            return StateDictionary.Open(path);
        }

        if (!Directory.Exists(path))
        {
            var full = Path.IsPathRooted(path) ? "" : $" (looked for {Path.GetFullPath(path)})";
            throw new CheckpointException(
                path, $"does not exist{full}; {Expected} Nothing is downloaded: a network's name is not enough.");
        }

        return Standard.Any(name => File.Exists(Path.Combine(path, name)))
            ? CheckpointDirectory.OpenWeights(path)
            : StateDictionary.Open(OnlyFile(path));
    }

    private static string OnlyFile(string directory)
    {
        string[] files = [.. FolderContents.Files(directory).Where(IsWeights)];
        var names = string.Join(", ", files.Select(Path.GetFileName));
        return files.Length switch
        {
            1 => files[0],
            0 => throw new CheckpointException(directory, $"holds {FolderContents.Of(directory)}; {Expected}"),
            _ => throw new CheckpointException(directory, $"holds several files of weights: {names}. Pass the path of one."),
        };
    }

    private static bool IsWeights(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
