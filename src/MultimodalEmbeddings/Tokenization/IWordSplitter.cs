namespace MultimodalEmbeddings.Tokenization;

/// <summary>Takes a word; false where no more are wanted.</summary>
internal delegate bool WordTaker(ReadOnlySpan<char> word);

/// <summary>Cuts a text into words. Safe for concurrent use.</summary>
internal interface IWordSplitter
{
    /// <summary>Hands the words on in their order, until there are none or no more are wanted.</summary>
    /// <returns>False where no more were wanted.</returns>
    bool Split(ReadOnlySpan<char> text, WordTaker take);
}
