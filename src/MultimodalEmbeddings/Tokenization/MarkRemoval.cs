using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>StripAccents</c>: leaves out combining marks, and takes nothing apart itself.</summary>
internal sealed class MarkRemoval : INormalizer
{
    private static readonly CodePointTable<bool> Marks = new CodePointTable<bool>().Fill(UnicodeProperties.Mark, true);

    public string Normalize(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => !Marks[rune.Value]))
        {
            output.AppendRune(rune.Value);
        }

        return output.ToString();
    }
}
