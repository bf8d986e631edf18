using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// Writes the files of a sentence-transformers directory in the form of releases 2 to 5, which later ones read too.
/// </summary>
internal static class SentenceTransformersWriter
{
    public static void Write(string directory, SentenceTransformersLayout layout, int dimension)
    {
        Check(layout);
        Directory.CreateDirectory(Path.Combine(directory, SentenceTransformersFiles.PoolingFolder));
        if (layout.Normalize)
        {
            Directory.CreateDirectory(Path.Combine(directory, SentenceTransformersFiles.NormalizeFolder));
        }

        var poolingFile = Path.Combine(SentenceTransformersFiles.PoolingFolder, SentenceTransformersFiles.ModuleSettings);
        Write(poolingFile, writer => WritePooling(writer, layout.PoolingMode, dimension));
        Write(SentenceTransformersFiles.TransformerSettings, writer => WriteTransformer(writer, layout.MaximumTokens));
        Write(SentenceTransformersFiles.Settings, WriteSettings);

        // Last: until it is there, the directory is a plain checkpoint.
        Write(SentenceTransformersFiles.Modules, writer => WriteModules(writer, layout.Normalize));

        void Write(string file, Action<Utf8JsonWriter> content) => JsonOutput.Write(Path.Combine(directory, file), content);
    }

    private static void Check(SentenceTransformersLayout layout)
    {
        if (!PoolingModes.Supported.Contains(layout.PoolingMode))
        {
            throw new ArgumentException(
                $"The pooling {layout.PoolingMode} is not supported; {string.Join(", ", PoolingModes.Supported)} are.",
                nameof(layout));
        }

        if (layout.MaximumTokens is < 2)
        {
            throw new ArgumentException($"At most {layout.MaximumTokens} tokens leave no room for a sentence.", nameof(layout));
        }
    }

    private static void WritePooling(Utf8JsonWriter writer, string mode, int dimension)
    {
        writer.WriteStartObject();
        writer.WriteNumber("word_embedding_dimension", dimension);
        PoolingModes.WriteFlags(writer, mode);
        writer.WriteBoolean("include_prompt", true);
        writer.WriteEndObject();
    }

    private static void WriteTransformer(Utf8JsonWriter writer, int? maximumTokens)
    {
        writer.WriteStartObject();
        if (maximumTokens is { } limit)
        {
            writer.WriteNumber("max_seq_length", limit);
        }

        writer.WriteBoolean("do_lower_case", false);
        writer.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("prompts");
        writer.WriteEndObject();
        writer.WriteNull("default_prompt_name");
        writer.WriteString("similarity_fn_name", "cosine");
        writer.WriteEndObject();
    }

    private static void WriteModules(Utf8JsonWriter writer, bool normalize)
    {
        writer.WriteStartArray();
        WriteModule(writer, 0, "Transformer", "");
        WriteModule(writer, 1, "Pooling", SentenceTransformersFiles.PoolingFolder);
        if (normalize)
        {
            WriteModule(writer, 2, "Normalize", SentenceTransformersFiles.NormalizeFolder);
        }

        writer.WriteEndArray();
    }

    private static void WriteModule(Utf8JsonWriter writer, int index, string kind, string folder)
    {
        writer.WriteStartObject();
        writer.WriteNumber("idx", index);
        writer.WriteString("name", $"{index}");
        writer.WriteString("path", folder);
        writer.WriteString("type", SentenceTransformersFiles.TypePrefix + kind);
        writer.WriteEndObject();
    }
}
