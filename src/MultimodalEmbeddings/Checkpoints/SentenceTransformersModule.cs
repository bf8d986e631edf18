using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>One entry of <c>modules.json</c>.</summary>
/// <param name="Kind">Transformer, Pooling or Normalize; the whole type name for any other.</param>
/// <param name="Folder">The module's folder, inside the directory; empty for the directory itself.</param>
internal sealed record SentenceTransformersModule(string Kind, string Folder)
{
    /// <exception cref="CheckpointException">
    /// The entry lacks a type or a path, or its path may lead out of the directory.
    /// </exception>
    public static SentenceTransformersModule Parse(string modulesFile, JsonElement entry)
    {
        var fields = new JsonFields(modulesFile, entry);
        var type = fields.Text("type") ?? throw new CheckpointException(modulesFile, "has a module without a type.");
        var path = fields.Text("path") ?? throw new CheckpointException(modulesFile, $"has a module {type} without a path.");
        return StaysInside(path)
            ? new SentenceTransformersModule(KindOf(type), path)
            : throw new CheckpointException(
                modulesFile, $"has a module with the path '{path}'; expected a folder inside the directory.");
    }

    private static string KindOf(string type) => type switch
    {
        SentenceTransformersFiles.TypePrefix + "Transformer"
            or "sentence_transformers.base.modules.transformer.Transformer" => "Transformer",
        SentenceTransformersFiles.TypePrefix + "Pooling"
            or "sentence_transformers.sentence_transformer.modules.pooling.Pooling" => "Pooling",
        SentenceTransformersFiles.TypePrefix + "Normalize"
            or "sentence_transformers.base.modules.normalize.Normalize" => "Normalize",
        _ => type,
    };

    private static bool StaysInside(string path) => path.Length == 0 || path.Split('/').All(IsPlainName);

    private static bool IsPlainName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') && !name.All(c => c == '.');
}
