namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>Replace</c> with a text as its pattern.</summary>
/// <param name="pattern">What to find; not empty.</param>
/// <param name="content">What stands in its place.</param>
internal sealed class TextReplacement(string pattern, string content) : INormalizer
{
    public double Growth { get; } =
        Math.Max(1, (double)CanonicalForm.LengthInFormKD(content) / CanonicalForm.LengthInFormKD(pattern));

    public string Normalize(string text) => text.Replace(pattern, content, StringComparison.Ordinal);
}
