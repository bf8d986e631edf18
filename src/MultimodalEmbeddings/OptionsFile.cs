using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>
/// The options of an encoder whose poolings sentence-transformers lacks: <c>sentence_encoder.json</c>, and a folder
/// <c>1_Dense</c>, <c>2_Dense</c> … for each dense layer.
/// </summary>
internal static class OptionsFile
{
    public const string Name = "sentence_encoder.json";

    private const string PoolingKey = "pooling";
    private const string MaximumTokensKey = "maximum_tokens";
    private const string NormalizeKey = "normalize";
    private const string LowerCaseKey = "lower_case";
    private const string IncludePromptKey = "include_prompt";
    private const string DenseKey = "dense";
    private const string NormalizesInputKey = "normalizes_input";

    /// <exception cref="CheckpointException">The file or a dense layer's is broken.</exception>
    public static StoredOptions Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        var fields = JsonFields.Read(path);
        var maximumTokens = fields.Integer(MaximumTokensKey, absent: 0);
        if (maximumTokens < 2)
        {
            fields.Refuse($"has {MaximumTokensKey} {maximumTokens}; expected 2 or more.");
        }

        return new StoredOptions
        {
            Poolings = ReadPoolings(path, fields),
            MaximumTokens = maximumTokens,
            Normalize = fields.Flag(NormalizeKey, absent: false),
            LowerCase = fields.Flag(LowerCaseKey, absent: false),
            PoolsPrompt = fields.Flag(IncludePromptKey, absent: true),
            Settings = SentenceSettings.Read(path),
            Dense = fields.TryGet(DenseKey, out var dense) ? ReadDense(path, dense) : [],
        };
    }

    /// <returns>What was written, relative to the directory.</returns>
    public static IReadOnlyList<string> Write(string directory, EncodingOptions options, IReadOnlyList<DenseWeights> dense)
    {
        string[] folders = [.. dense.Select((_, index) => FolderOf(index))];
        foreach (var (folder, weights) in folders.Zip(dense))
        {
            DenseFile.Write(Path.Combine(directory, folder), weights);
        }

        JsonOutput.Write(Path.Combine(directory, Name), writer => WriteFields(writer, options, dense));
        return [Name, .. folders.SelectMany(DenseFile.FilesIn)];
    }

    private static string FolderOf(int index) =>
        SentenceTransformersFiles.Folder(index + 1, SentenceTransformersModule.DenseKind);

    private static IReadOnlyList<Pooling> ReadPoolings(string path, JsonFields fields)
    {
        var names = Enum.GetNames<Pooling>();
        string[] found = !fields.TryGet(PoolingKey, out var value)
            ? []
            : value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Take(names.Length + 1).Select(name => JsonFields.TextOf(path, PoolingKey, name))]
                : [JsonFields.TextOf(path, PoolingKey, value)];
        return found.Length > 0 && found.All(names.Contains) && found.Distinct().Count() == found.Length
            ? [.. found.Select(Enum.Parse<Pooling>)]
            : throw new CheckpointException(
                path, $"asks for the {PoolingKey} '{string.Join(", ", found)}'; expected one or several of "
                    + $"{string.Join(", ", names)}, each once.");
    }

    private static List<DenseWeights> ReadDense(string path, JsonElement entries)
    {
        if (entries.ValueKind != JsonValueKind.Array)
        {
            throw new CheckpointException(path, $"holds no array under {DenseKey}.");
        }

        var dense = new List<DenseWeights>();
        foreach (var entry in entries.EnumerateArray())
        {
            var folder = Path.Combine(Path.GetDirectoryName(path)!, FolderOf(dense.Count));
            var normalizes = new JsonFields(path, entry).Flag(NormalizesInputKey, absent: false);
            var weights = DenseFile.Read(folder) with { NormalizesInput = normalizes };
            DenseFile.CheckInput(folder, weights, dense.LastOrDefault()?.OutputSize);
            dense.Add(weights);
        }

        return dense;
    }

    private static void WriteFields(Utf8JsonWriter writer, EncodingOptions options, IReadOnlyList<DenseWeights> dense)
    {
        writer.WriteStartObject();
        WriteArray(PoolingKey, options.Poolings, pooling => writer.WriteStringValue(pooling.ToString()));
        writer.WriteNumber(MaximumTokensKey, options.MaximumTokens);
        writer.WriteBoolean(NormalizeKey, options.Normalize);
        writer.WriteBoolean(LowerCaseKey, options.LowerCase);
        writer.WriteBoolean(IncludePromptKey, options.PoolsPrompt);
        options.Settings.WriteFields(writer);
        WriteArray(DenseKey, dense, layer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean(NormalizesInputKey, layer.NormalizesInput);
            writer.WriteEndObject();
        });
        writer.WriteEndObject();

        void WriteArray<T>(string key, IReadOnlyList<T> values, Action<T> write)
        {
            writer.WriteStartArray(key);
            foreach (var value in values)
            {
                write(value);
            }

            writer.WriteEndArray();
        }
    }
}
