using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>What BERT does to a text before it looks for words.</summary>
/// <remarks>
/// The order matters: cleaning, spaces around ideographs, accents, lower case. Devlin et al. 2019, in the form of Hugging Face's
/// BertNormalizer, whose Unicode is old: newer marks stay, unassigned code points stay.
/// </remarks>
internal sealed class BertNormalizer(BertNormalization options) : INormalizer
{
    private static readonly CodePointTable<bool> Marks = new CodePointTable<bool>().Fill(UnicodeClasses.BertMark, true);

    public double Growth => options.SeparateIdeographs ? 3 : 1;   // a space on both sides

    public string Normalize(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return options.LowerCase ? text.ToLowerInvariant() : text;
        }

        var clean = Clean(text);
        return options.StripAccents ? StripAccents(clean) : options.LowerCase ? LowerCase.Of(clean) : clean;
    }

    private string Clean(string text)
    {
        var output = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            AppendClean(output, rune.Value);
        }

        return output.ToString();
    }

    private void AppendClean(StringBuilder output, int codePoint)
    {
        switch (BertClasses.Of(codePoint))
        {
            case BertClass.Removed when options.CleanText:
                break;
            case BertClass.Space when options.CleanText:
                output.Append(' ');
                break;
            case BertClass.Ideograph when options.SeparateIdeographs:
                output.Append(' ').AppendRune(codePoint).Append(' ');
                break;
            default:
                output.AppendRune(codePoint);
                break;
        }
    }

    private string StripAccents(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var codePoint in CanonicalForm.Decompose(text))
        {
            if (!Marks[codePoint])
            {
                AppendCased(output, new Rune(codePoint));
            }
        }

        return output.ToString();
    }

    private void AppendCased(StringBuilder output, Rune rune)
    {
        if (options.LowerCase)
        {
            LowerCase.Append(output, rune);
            return;
        }

        output.AppendRune(rune.Value);
    }
}
