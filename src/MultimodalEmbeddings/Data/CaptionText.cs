namespace MultimodalEmbeddings.Data;

/// <summary>Text of caption files.</summary>
internal static class CaptionText
{
    private const int LongestQuote = 80;

    /// <summary>
    /// Without white space around it: Python's <c>str.strip()</c>, which also takes the separators U+001C to U+001F away.
    /// </summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <returns>Why a stripped text cannot be a caption; null where it can.</returns>
    public static string? Fault(string text) => text.Length == 0 ? "expected a caption, found none" : null;

    /// <summary>A text from a file as a message can hold it.</summary>
    public static string Quote(string text) =>
        text.Length <= LongestQuote ? $"'{text}'" : $"'{text.AsSpan(0, LongestQuote)}...' ({text.Length} characters)";

    private static bool IsWhiteSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';
}
