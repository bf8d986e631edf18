namespace MultimodalEmbeddings.Vision;

/// <summary>An image file that cannot be decoded: damaged, cut off, too large or of an unknown format.</summary>
public sealed class ImageFormatException : FormatException
{
    /// <summary>Creates the exception with a message that says nothing in particular.</summary>
    public ImageFormatException()
        : base("The image cannot be decoded.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected, what was found.</param>
    public ImageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception around its cause.</summary>
    /// <param name="message">What was expected, what was found.</param>
    /// <param name="innerException">What the imaging library said.</param>
    public ImageFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
