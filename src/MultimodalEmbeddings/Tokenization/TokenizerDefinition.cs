using Microsoft.ML.Tokenizers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>What a tokenizer's files say, however they say it.</summary>
internal sealed record TokenizerDefinition
{
    public required IReadOnlyDictionary<string, int> Vocabulary { get; init; }

    public required ISubwordModel Model { get; init; }

    public Normalizer? Normalizer { get; init; }

    /// <summary>Null where a text between two added tokens is one word.</summary>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <summary>Whether a text that does not begin with a space gets one.</summary>
    public bool AddPrefixSpace { get; init; }

    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Ids before every text.</summary>
    public IReadOnlyList<int> Opening { get; init; } = [];

    /// <summary>Ids behind every text.</summary>
    public IReadOnlyList<int> Closing { get; init; } = [];

    public int PaddingId { get; init; }
}
