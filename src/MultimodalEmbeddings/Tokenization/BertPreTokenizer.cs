using System.Text;
using Microsoft.ML.Tokenizers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Words as BERT sees them: separated by white space; each punctuation mark is a word.</summary>
internal sealed class BertPreTokenizer : PreTokenizer
{
    private enum Role : byte
    {
        Inside,
        Separator,
        Alone,
    }

    private static readonly CodePointTable<Role> Roles = new CodePointTable<Role>()
        .Fill(UnicodeClasses.WhiteSpace, Role.Separator)
        .Fill(UnicodeClasses.BertPunctuation, Role.Alone);

    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var role = RoleAt(text, i, out var length);
            if (role == Role.Inside)
            {
                i += length - 1;
                continue;
            }

            if (i > start)
            {
                yield return (start, i - start);
            }

            if (role == Role.Alone)
            {
                yield return (i, length);
            }

            start = i + length;
            i = start - 1;
        }

        if (text.Length > start)
        {
            yield return (start, text.Length - start);
        }
    }

    private static Role RoleAt(string text, int index, out int length)
    {
        Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out length);
        return Roles[rune.Value];
    }
}
