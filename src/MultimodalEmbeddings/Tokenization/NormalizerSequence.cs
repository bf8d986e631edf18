namespace MultimodalEmbeddings.Tokenization;

/// <summary>Normalisers one after another.</summary>
internal sealed class NormalizerSequence(IReadOnlyList<INormalizer> normalizers) : INormalizer
{
    public double Growth { get; } = normalizers.Aggregate(1.0, (product, next) => product * next.Growth);

    public string Normalize(string text) => normalizers.Aggregate(text, (current, next) => next.Normalize(current));
}
