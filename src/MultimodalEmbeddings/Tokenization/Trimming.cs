namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>Strip</c>: no white space at the ends.</summary>
internal sealed class Trimming(bool left, bool right) : INormalizer
{
    public string Normalize(string text)
    {
        var (start, end) = (0, text.Length);
        while (left && start < end && WhiteSpace.Contains(text[start]))
        {
            start++;
        }

        while (right && end > start && WhiteSpace.Contains(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }
}
