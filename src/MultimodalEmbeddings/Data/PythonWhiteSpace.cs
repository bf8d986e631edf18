namespace MultimodalEmbeddings.Data;

/// <summary>White space as Python's <c>str</c> sees it, with which the originals read their files.</summary>
internal static class PythonWhiteSpace
{
    /// <summary>Python counts the separators U+001C to U+001F as white space, .NET does not; neither counts U+FEFF.</summary>
    public static bool Contains(char character) => char.IsWhiteSpace(character) || character is >= '\u001c' and <= '\u001f';

    /// <summary>Without white space around it: <c>str.strip()</c>.</summary>
    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && Contains(text[start]))
        {
            start++;
        }

        while (end > start && Contains(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }
}
