namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>Lowercase</c>.</summary>
internal sealed class LowerCaseNormalizer : INormalizer
{
    public string Normalize(string text) => LowerCase.Of(text);
}
