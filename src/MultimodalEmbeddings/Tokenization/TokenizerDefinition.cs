namespace MultimodalEmbeddings.Tokenization;

/// <summary>What a tokenizer's files say, however they say it.</summary>
internal sealed record TokenizerDefinition
{
    public required IReadOnlyDictionary<string, int> Vocabulary { get; init; }

    public required ISubwordModel Model { get; init; }

    public INormalizer? Normalizer { get; init; }

    /// <summary>Null where a text between two added tokens is one word.</summary>
    public IWordSplitter? Splitter { get; init; }

    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Ids before every text.</summary>
    public IReadOnlyList<int> Opening { get; init; } = [];

    /// <summary>Ids behind every text.</summary>
    public IReadOnlyList<int> Closing { get; init; } = [];

    public int PaddingId { get; init; }
}
