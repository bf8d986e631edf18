using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The settings of a whole sentence-transformers model: <c>config_sentence_transformers.json</c>.</summary>
internal sealed record SentenceSettings
{
    private const string PromptsKey = "prompts";
    private const string DefaultPromptKey = "default_prompt_name";
    private const string SimilarityKey = "similarity_fn_name";

    /// <summary>Texts that are put before sentences, by name, in the file's order.</summary>
    public IReadOnlyDictionary<string, string> Prompts { get; init; } = new OrderedDictionary<string, string>();

    /// <summary>The prompt that applies where none is asked for; null for none.</summary>
    public string? DefaultPromptName { get; init; }

    /// <summary>The similarity that the model was made for; kept for Python, which offers it as the model's.</summary>
    public string Similarity { get; init; } = "cosine";

    /// <summary>Reads the file, or the same keys of another one.</summary>
    /// <exception cref="CheckpointException">The file is broken, or does not describe an encoder of sentences.</exception>
    public static SentenceSettings Read(string file)
    {
        if (!File.Exists(file))
        {
            return new SentenceSettings(); // older than release 2.0
        }

        var fields = JsonFields.Read(file);
        if (fields.Text("model_type") is { } type and not "SentenceTransformer")
        {
            fields.Refuse($"describes a {type}; a SentenceTransformer is expected.");
        }

        var settings = new SentenceSettings
        {
            Prompts = fields.TryGet(PromptsKey, out var prompts) ? ReadPrompts(file, prompts) : new SentenceSettings().Prompts,
            DefaultPromptName = fields.Text(DefaultPromptKey),
        };
        if (settings.DefaultPromptName is { } name && !settings.Prompts.ContainsKey(name))
        {
            fields.Refuse(
                $"puts the prompt {name} before every sentence ({DefaultPromptKey}), which is none of its {PromptsKey}.");
        }

        return settings with { Similarity = fields.Text(SimilarityKey) ?? settings.Similarity };
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteFields(writer);
        writer.WriteEndObject();
    }

    /// <summary>The keys alone, for a file that holds others besides.</summary>
    public void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(PromptsKey);
        foreach (var (name, text) in Prompts)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
        writer.WriteString(DefaultPromptKey, DefaultPromptName);
        writer.WriteString(SimilarityKey, Similarity);
    }

    private static OrderedDictionary<string, string> ReadPrompts(string file, JsonElement prompts)
    {
        if (prompts.ValueKind != JsonValueKind.Object)
        {
            throw new CheckpointException(file, $"holds no object of texts under {PromptsKey}.");
        }

        var texts = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var prompt in prompts.EnumerateObject())
        {
            var isNull = prompt.Value.ValueKind == JsonValueKind.Null;
            texts.Add(prompt.Name, isNull ? "" : JsonFields.TextOf(file, PromptsKey, prompt.Value));
        }

        return texts;
    }
}
