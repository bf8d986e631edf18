namespace MultimodalEmbeddings.Tokenization;

/// <summary>The options of BERT's normaliser; the defaults are those of the uncased models.</summary>
internal sealed record BertNormalization
{
    /// <summary>Removes control and format characters and makes every white space a space.</summary>
    public bool CleanText { get; init; } = true;

    /// <summary>Makes every CJK ideograph a word.</summary>
    public bool SeparateIdeographs { get; init; } = true;

    public bool LowerCase { get; init; } = true;

    public bool StripAccents { get; init; } = true;
}
