namespace MultimodalEmbeddings.Tokenization;

/// <summary>What happens to a text before it is cut into words. Safe for concurrent use.</summary>
internal interface INormalizer
{
    /// <summary>How many times as long a text can become; both are measured in form KD, so that Unicode's forms count as 1.</summary>
    double Growth => 1;

    /// <param name="text">Without lone surrogates.</param>
    string Normalize(string text);
}
