namespace MultimodalEmbeddings.Tokenization;

/// <summary>What happens to a text before it is cut into words. Safe for concurrent use.</summary>
internal interface INormalizer
{
    /// <param name="text">Without lone surrogates.</param>
    string Normalize(string text);
}
