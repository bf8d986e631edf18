using System.Text;
using Microsoft.ML.Tokenizers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>NFC</c>.</summary>
internal sealed class CanonicalComposition : Normalizer
{
    public override string Normalize(string original) =>
        Ascii.IsValid(original) ? original : CanonicalForm.Compose(original);

    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());
}
