namespace MultimodalEmbeddings.Data;

/// <summary>Text of caption files.</summary>
internal static class CaptionText
{
    private const int LongestQuote = 80;

    /// <inheritdoc cref="PythonWhiteSpace.Strip"/>
    public static string Strip(string text) => PythonWhiteSpace.Strip(text);

    /// <returns>Why a stripped text cannot be a caption; null where it can.</returns>
    public static string? Fault(string text) => text.Length == 0 ? "expected a caption, found none" : null;

    /// <summary>A text from a file as a message can hold it.</summary>
    public static string Quote(string text) =>
        text.Length <= LongestQuote ? $"'{text}'" : $"'{text.AsSpan(0, LongestQuote)}...' ({text.Length} characters)";
}
