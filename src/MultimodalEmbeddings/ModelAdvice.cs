using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>What would do in place of a directory that is no model's, or has no weights that are read.</summary>
internal static class ModelAdvice
{
    private const string Snapshots = "snapshots";
    private const string Adapter = "adapter_config.json";

    private static readonly string[] ForeignWeights =
        ["tf_model.h5", "flax_model.msgpack", "rust_model.ot", "openvino_model.xml", "model.ckpt.index"];

    /// <summary>For a directory with neither configuration nor weights; null where what it lacks is said elsewhere.</summary>
    public static string? ForNoModel(string directory)
    {
        string[] folders = [.. FolderContents.Folders(directory)];
        string[] snapshots =
        [
            .. folders.Prepend(directory).Select(folder => Path.Combine(folder, Snapshots)).Where(Directory.Exists)
                .SelectMany(FolderContents.Folders),
        ];
        if (snapshots.Length > 0)
        {
            return $" It is the hub's cache; pass the model's own directory in it: {Choice(snapshots)}";
        }

        string[] models = [.. folders.Where(IsModel)];
        return models.Length > 0 ? $" It holds directories of models; pass one of them: {Choice(models)}"
            : folders.Length > 0 || FolderContents.Files(directory).Any() ? null
            : "";
    }

    /// <summary>For a directory with no weights that are read.</summary>
    public static string ForNoWeights(string directory)
    {
        string[] names = [.. FolderContents.Files(directory).Select(path => Path.GetFileName(path))];
        if (names.Contains(Adapter))
        {
            return $" {Adapter} shows an adapter for another model, which is not read; with peft in Python, merge_and_unload()"
                + " and save_pretrained() make a whole model of the two.";
        }

        var onnx = names.FirstOrDefault(name => name.EndsWith(".onnx", StringComparison.Ordinal))
            ?? (Directory.Exists(Path.Combine(directory, "onnx")) ? "onnx" : null);
        var foreign = onnx ?? names.FirstOrDefault(ForeignWeights.Contains);
        return foreign is null
            ? ""
            : $" Weights as {foreign} are not read; take those of PyTorch from where the model comes from.";
    }

    private static bool IsModel(string folder) =>
        File.Exists(Path.Combine(folder, "config.json")) || File.Exists(Path.Combine(folder, SentenceTransformersFiles.Modules));

    private static string Choice(string[] paths)
    {
        const int Listed = 5;
        return string.Join(", ", paths.Take(Listed)) + (paths.Length > Listed ? ", …" : ".");
    }
}
