namespace MultimodalEmbeddings.Tokenization;

/// <summary>Text to token ids, exactly as the model's Python tokenizer gives them. Safe for concurrent use.</summary>
internal interface ITextTokenizer
{
    /// <summary>One more than the largest id that <see cref="Encode"/> can give.</summary>
    int VocabularySize { get; }

    /// <summary>The id that fills a batch's shorter rows; 0 where the model names no padding token.</summary>
    int PaddingId { get; }

    /// <summary>The ids of a sentence, special tokens around it included.</summary>
    /// <param name="text">Any text; a lone surrogate counts as U+FFFD.</param>
    /// <param name="maximumTokens">More ids than this are cut off before the closing special token; at least 2.</param>
    int[] Encode(string text, int maximumTokens = int.MaxValue);

    /// <summary>Writes files that <see cref="TokenizerFiles.Load"/> and Python's transformers read as this tokenizer.</summary>
    /// <param name="directory">Is created where it does not exist; files of the same names in it are replaced.</param>
    void Save(string directory);
}
