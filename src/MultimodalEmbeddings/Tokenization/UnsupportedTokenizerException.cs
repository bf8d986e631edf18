namespace MultimodalEmbeddings.Tokenization;

/// <summary>A tokenizer is sound but of a kind, or with an option, that this library does not implement.</summary>
public sealed class UnsupportedTokenizerException : TokenizerException
{
    /// <summary>A part that is not implemented.</summary>
    /// <param name="filePath">The file that asks for it.</param>
    /// <param name="message">What is asked for, and what is implemented.</param>
    public UnsupportedTokenizerException(string? filePath, string message)
        : base(filePath, message)
    {
    }
}
