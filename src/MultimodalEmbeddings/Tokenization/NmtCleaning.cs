using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>Nmt</c>: control characters go, white space that is not seen as such becomes a space.</summary>
internal sealed class NmtCleaning : INormalizer
{
    private enum Fate : byte
    {
        Kept,
        Removed,
        Space,
    }

    private static readonly CodePointTable<Fate> Fates = new CodePointTable<Fate>()
        .Fill("1-8 B E-1F 7F 8F 9F", Fate.Removed)
        .Fill("9-A C-D 1680 200B-200F 2028-2029 2581 FEFF FFFD", Fate.Space);

    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            switch (Fates[character])
            {
                case Fate.Removed:
                    break;
                case Fate.Space:
                    output.Append(' ');
                    break;
                default:
                    output.Append(character);
                    break;
            }
        }

        return output.ToString();
    }
}
