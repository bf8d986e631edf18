namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The most tokens of a sentence, wherever a release of sentence-transformers keeps it.</summary>
internal static class TokenLimit
{
    private const int Minimum = 2;   // the two special tokens around every sentence

    /// <summary><c>max_seq_length</c> of the Transformer module, or else <c>model_max_length</c> of the tokenizer.</summary>
    /// <returns>The limit, or null where there is none: tokenizers write 10^30 for that.</returns>
    /// <exception cref="CheckpointException">A file is broken, or asks for what is not supported yet.</exception>
    public static int? Read(string directory)
    {
        string[] candidates =
            [SentenceTransformersFiles.TransformerSettings, SentenceTransformersFiles.RobertaTransformerSettings];
        var file = candidates.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
        return (file is null ? null : FromTransformer(file))
            ?? FromTokenizer(Path.Combine(directory, SentenceTransformersFiles.TokenizerSettings));
    }

    private static int? FromTransformer(string file)
    {
        var fields = JsonFields.Read(file);
        if (fields.Flag("do_lower_case", absent: false))
        {
            fields.Refuse("turns sentences into lower case (do_lower_case), which is not supported yet.");
        }

        if (fields.Text("transformer_task") is { } task and not "feature-extraction")
        {
            fields.Refuse($"asks for the transformer_task {task}, which is not supported; feature-extraction is.");
        }

        return Limit(file, fields, "max_seq_length");
    }

    private static int? FromTokenizer(string file) =>
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
