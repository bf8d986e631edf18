using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normalisers <c>NFC</c>, <c>NFD</c>, <c>NFKC</c> and <c>NFKD</c>.</summary>
/// <param name="composes">C rather than D.</param>
/// <param name="isCompatible">K: also takes apart what only looks different, such as ligatures.</param>
internal sealed class UnicodeNormalizer(bool composes, bool isCompatible) : INormalizer
{
    public string Normalize(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var points = CanonicalForm.Decompose(text, isCompatible);
        return CanonicalForm.ToText(composes ? CanonicalForm.Compose(points) : points);
    }
}
