namespace MultimodalEmbeddings.Evaluation;

/// <summary>A sentence, or a pair of sentences, and the class it belongs to.</summary>
/// <param name="Sentence">The sentence, or the first of the pair.</param>
/// <param name="Second">The other sentence of a pair; null where single sentences are classified.</param>
/// <param name="Label">The class, counted from 0.</param>
public sealed record TransferSample(string Sentence, string? Second, int Label)
{
    /// <summary>Makes a sample of a single sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="label">The class, counted from 0.</param>
    public TransferSample(string sentence, int label)
        : this(sentence, Second: null, label)
    {
    }
}
