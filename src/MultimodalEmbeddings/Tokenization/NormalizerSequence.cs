namespace MultimodalEmbeddings.Tokenization;

/// <summary>Normalisers one after another.</summary>
internal sealed class NormalizerSequence(IReadOnlyList<INormalizer> normalizers) : INormalizer
{
    public string Normalize(string text) => normalizers.Aggregate(text, (current, next) => next.Normalize(current));
}
