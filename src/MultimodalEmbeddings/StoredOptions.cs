using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings;

/// <summary>Encoding options as far as a directory says them, and what it holds besides the transformer.</summary>
internal sealed record StoredOptions
{
    /// <summary>Where the checkpoint and its tokenizer lie in the directory; empty for the directory itself.</summary>
    public string TransformerFolder { get; init; } = "";

    public IReadOnlyList<Pooling>? Poolings { get; init; }

    public int? MaximumTokens { get; init; }

    public bool? Normalize { get; init; }

    public bool LowerCase { get; init; }

    public bool PoolsPrompt { get; init; } = true;

    public SentenceSettings Settings { get; init; } = new();

    public IReadOnlyList<DenseWeights> Dense { get; init; } = [];
}
