using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>One entry of <c>modules.json</c>.</summary>
/// <param name="Kind">One of the constants here; the whole type name for any other.</param>
/// <param name="Folder">The module's folder, inside the directory; empty for the directory itself.</param>
internal sealed record SentenceTransformersModule(string Kind, string Folder)
{
    public const string TransformerKind = "Transformer";
    public const string PoolingKind = "Pooling";
    public const string DenseKind = "Dense";
    public const string NormalizeKind = "Normalize";
    public const string DropoutKind = "Dropout";

    private const string Package = "sentence_transformers.";

    /// <summary>The kinds that are read.</summary>
    public static IReadOnlyList<string> Known { get; } = [TransformerKind, PoolingKind, DenseKind, NormalizeKind, DropoutKind];

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

    // Releases have moved the classes about: sentence_transformers.models.Dense, sentence_transformers.base.modules.dense.Dense.
    private static string KindOf(string type) =>
        type.StartsWith(Package, StringComparison.Ordinal)
            && type[(type.LastIndexOf('.') + 1)..] is var name && Known.Contains(name)
            ? name
            : type;

    private static bool StaysInside(string path) => path.Length == 0 || path.Split('/').All(IsPlainName);

    private static bool IsPlainName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') && !name.All(c => c == '.');
}
