using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Vision;

/// <summary>The <c>config.json</c> beside the weights of a transformer, whose tensors do not tell its heads.</summary>
internal static class NetworkConfiguration
{
    private const string FileName = "config.json";

    /// <param name="weights">The weights.</param>
    /// <param name="network">What the network is called in messages.</param>
    /// <exception cref="CheckpointException">The file is missing or broken.</exception>
    public static JsonFields Beside(StateDictionary weights, string network)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(weights.FilePath))!;
        var path = Path.Combine(folder, FileName);
        return File.Exists(path)
            ? JsonFields.Read(path)
            : throw new CheckpointException(
                weights.FilePath,
                $"holds the tensors of {network}, but {folder} has no {FileName}, which alone tells its attention heads and its "
                + "activation; expected a directory as Hugging Face's transformers writes it. Put the file there.");
    }

    /// <exception cref="CheckpointException">The file is that of another model.</exception>
    public static void RequireType(JsonFields fields, params IReadOnlyList<string> expected)
    {
        if (fields.Text("model_type") is var type && !expected.Contains(type))
        {
            var found = type is null ? "lacks model_type" : $"has the model_type {type}";
            fields.Refuse($"{found}; expected {string.Join(" or ", expected)}.");
        }
    }
}
