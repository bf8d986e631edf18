using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>How sentences become hidden states and those embeddings; kept beside the weights when an encoder is saved.</summary>
internal sealed record EncodingOptions
{
    /// <summary>How tokens become one vector; the results of several are joined.</summary>
    public required IReadOnlyList<Pooling> Poolings { get; init; }

    /// <summary>Longer sentences are cut, special tokens included in the count.</summary>
    public required int MaximumTokens { get; init; }

    /// <summary>Whether embeddings are scaled to length 1.</summary>
    public required bool Normalize { get; init; }

    /// <summary>Whether sentences are lower-cased, whatever the tokenizer does.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Whether a prompt's tokens take part in the pooling.</summary>
    public bool PoolsPrompt { get; init; } = true;

    /// <summary>Threads that a call works with.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Prompts, and the similarity that Python offers as the model's.</summary>
    public SentenceSettings Settings { get; init; } = new();
}
