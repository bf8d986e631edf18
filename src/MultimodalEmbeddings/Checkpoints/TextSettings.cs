using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>What the Transformer module does with a sentence, wherever a release of sentence-transformers keeps it.</summary>
/// <param name="MaximumTokens">
/// The most tokens of a sentence, special tokens included; null where only the model's own limit holds.
/// </param>
/// <param name="LowerCase">Whether sentences are lower-cased before they are tokenised.</param>
internal sealed record TextSettings(int? MaximumTokens = null, bool LowerCase = false)
{
    private const int Minimum = 2; // the two special tokens around every sentence
    private const string LimitKey = "max_seq_length";
    private const string LowerCaseKey = "do_lower_case";
    private const string Task = "feature-extraction";
    private const string ModelOutput = "last_hidden_state";
    private const string ModuleOutput = "token_embeddings";

    /// <summary>
    /// <c>max_seq_length</c> of the Transformer module, or else <c>model_max_length</c> of the tokenizer: tokenizers write 10^30
    /// where there is none.
    /// </summary>
    /// <param name="folder">The Transformer module's folder.</param>
    /// <exception cref="CheckpointException">A file is broken, or asks for what is not supported.</exception>
    public static TextSettings Read(string folder)
    {
        var file = SentenceTransformersFiles.AllTransformerSettings.Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        var settings = file is null ? new TextSettings() : ReadTransformer(file);
        return settings with
        {
            MaximumTokens = settings.MaximumTokens
                ?? ReadTokenizer(Path.Combine(folder, SentenceTransformersFiles.TokenizerSettings)),
        };
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (MaximumTokens is { } limit)
        {
            writer.WriteNumber(LimitKey, limit);
        }

        writer.WriteBoolean(LowerCaseKey, LowerCase);
        writer.WriteEndObject();
    }

    private static TextSettings ReadTransformer(string file)
    {
        var fields = JsonFields.Read(file);
        if (fields.Text("transformer_task") is { } task and not Task)
        {
            fields.Refuse($"asks for the transformer_task {task}, which is not supported; {Task} is.");
        }

        CheckOutput(file, fields);
        return new TextSettings(Limit(file, fields, LimitKey), fields.Flag(LowerCaseKey, absent: false));
    }

    private static void CheckOutput(string file, JsonFields fields)
    {
        if (fields.Text("module_output_name") is { } output and not ModuleOutput)
        {
            fields.Refuse($"gives {output} (module_output_name), which is not supported; {ModuleOutput} are.");
        }

        if (fields.TryGet("modality_config", out var modalities)
            && new JsonFields(file, modalities).TryGet("text", out var text)
            && new JsonFields(file, text).Text("method_output_name") is { } of and not ModelOutput)
        {
            fields.Refuse($"takes {of} of the model (modality_config), which is not supported; {ModelOutput} is.");
        }
    }

    private static int? ReadTokenizer(string file) =>
        File.Exists(file) ? Limit(file, JsonFields.Read(file), "model_max_length") : null;

    private static int? Limit(string file, JsonFields fields, string key)
    {
        if (!fields.TryGet(key, out _))
        {
            return null;
        }

        var limit = fields.Number(key, absent: 0);
        if (limit < Minimum || limit != Math.Floor(limit))
        {
            throw new CheckpointException(file, $"limits sentences to {limit} tokens ({key}); expected {Minimum} or more.");
        }

        return limit <= int.MaxValue ? (int)limit : null;
    }
}
