namespace MultimodalEmbeddings.Tokenization;

/// <summary>A tokenizer's files or vocabulary are missing, damaged, or contradict themselves.</summary>
public class TokenizerException : Exception
{
    /// <summary>An error without a file.</summary>
    /// <param name="message">What is wrong, what was expected, what was found, what to do.</param>
    public TokenizerException(string message)
        : this(null, message)
    {
    }

    /// <summary>An error in a file.</summary>
    /// <param name="filePath">The file or folder at fault; null for a vocabulary that came from memory.</param>
    /// <param name="message">What is wrong, what was expected, what was found, what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public TokenizerException(string? filePath, string message, Exception? innerException = null)
        : base(filePath is null ? message : $"{filePath}: {message}", innerException)
    {
        FilePath = filePath;
    }

    /// <summary>The file or folder at fault; null for a vocabulary that came from memory.</summary>
    public string? FilePath { get; }
}
