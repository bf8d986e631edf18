using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// Writes the files of a sentence-transformers directory in the form of releases 2 to 5, which later ones read too.
/// </summary>
internal static class SentenceTransformersWriter
{
    public static IReadOnlyList<string> Write(string directory, SentenceTransformersLayout layout, int dimension)
    {
        Check(layout);
        SentenceTransformersModule[] modules = [.. Modules(layout)];
        foreach (var module in modules)
        {
            Directory.CreateDirectory(Path.Combine(directory, module.Folder));
        }

        foreach (var (module, dense) in modules.Where(IsDense).Zip(layout.Dense))
        {
            DenseFile.Write(Path.Combine(directory, module.Folder), dense);
        }

        var poolingFile = $"{modules[1].Folder}/{SentenceTransformersFiles.ModuleSettings}";
        Write(poolingFile, writer => PoolingModes.Write(writer, layout.TokenPooling, dimension));
        Write(SentenceTransformersFiles.TransformerSettings, layout.Text.Write);
        Write(SentenceTransformersFiles.Settings, layout.Settings.Write);

        // Last: until it is there, the directory is a plain checkpoint.
        Write(SentenceTransformersFiles.Modules, writer => WriteModules(writer, modules));

        return
        [
            poolingFile,
            SentenceTransformersFiles.TransformerSettings,
            SentenceTransformersFiles.Settings,
            SentenceTransformersFiles.Modules,
            .. modules.Where(IsDense).SelectMany(module => DenseFile.FilesIn(module.Folder)),
            .. modules.Where(module => module.Folder.Length > 0).Select(module => $"{module.Folder}/"),
        ];

        void Write(string file, Action<Utf8JsonWriter> content) => JsonOutput.Write(Path.Combine(directory, file), content);
    }

    /// <summary>The modules of a layout, each in a folder of its own; the Transformer's is the directory itself.</summary>
    private static IEnumerable<SentenceTransformersModule> Modules(SentenceTransformersLayout layout)
    {
        string[] kinds =
        [
            SentenceTransformersModule.PoolingKind,
            .. layout.Dense.SelectMany(dense => dense.NormalizesInput
                ? [SentenceTransformersModule.NormalizeKind, SentenceTransformersModule.DenseKind]
                : new[] { SentenceTransformersModule.DenseKind }),
            .. layout.Normalize ? [SentenceTransformersModule.NormalizeKind] : Array.Empty<string>(),
        ];
        return kinds.Select((kind, i) => new SentenceTransformersModule(kind, SentenceTransformersFiles.Folder(i + 1, kind)))
            .Prepend(new SentenceTransformersModule(SentenceTransformersModule.TransformerKind, ""));
    }

    private static bool IsDense(SentenceTransformersModule module) => module.Kind == SentenceTransformersModule.DenseKind;

    private static void Check(SentenceTransformersLayout layout)
    {
        if (!PoolingModes.IsSound(layout.TokenPooling.Modes))
        {
            throw new ArgumentException(
                $"The pooling {string.Join(", ", layout.TokenPooling.Modes)} is not one or several of "
                + $"{string.Join(", ", PoolingModes.Supported)}, each once.",
                nameof(layout));
        }

        if (layout.Text.MaximumTokens is < 2)
        {
            throw new ArgumentException(
                $"At most {layout.Text.MaximumTokens} tokens leave no room for a sentence.", nameof(layout));
        }
    }

    private static void WriteModules(Utf8JsonWriter writer, SentenceTransformersModule[] modules)
    {
        writer.WriteStartArray();
        for (var index = 0; index < modules.Length; index++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("idx", index);
            writer.WriteString("name", $"{index}");
            writer.WriteString("path", modules[index].Folder);
            writer.WriteString("type", SentenceTransformersFiles.TypePrefix + modules[index].Kind);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
