namespace MultimodalEmbeddings.Tokenization;

/// <summary>How a WordPiece model cuts; the defaults are BERT's.</summary>
internal sealed record WordPieceSettings
{
    public string UnknownToken { get; init; } = "[UNK]";

    /// <summary>Stands before every piece of a word but the first.</summary>
    public string ContinuingPrefix { get; init; } = "##";

    /// <summary>A word of more Unicode characters than this is unknown.</summary>
    public int MaximumCharacters { get; init; } = 100;
}
