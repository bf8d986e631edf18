using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Words between characters that separate; some characters are a word each.</summary>
internal sealed class ClassSplitter : IWordSplitter
{
    private enum Role : byte
    {
        Inside,
        Separator,
        Alone,
    }

    private readonly CodePointTable<Role> _roles;

    private ClassSplitter(CodePointTable<Role> roles)
    {
        _roles = roles;
    }

    /// <summary><c>BertPreTokenizer</c>: white space separates; each punctuation mark is a word.</summary>
    public static ClassSplitter Bert { get; } = new(new CodePointTable<Role>()
        .Fill(UnicodeClasses.WhiteSpace, Role.Separator)
        .Fill(UnicodeClasses.BertPunctuation, Role.Alone));

    /// <summary><c>WhitespaceSplit</c>.</summary>
    public static ClassSplitter WhiteSpace { get; } =
        new(new CodePointTable<Role>().Fill(UnicodeClasses.WhiteSpace, Role.Separator));

    /// <summary><c>Punctuation</c> with the behaviour Isolated.</summary>
    public static ClassSplitter Punctuation { get; } =
        new(new CodePointTable<Role>().Fill(UnicodeClasses.BertPunctuation, Role.Alone));

    public bool Split(ReadOnlySpan<char> text, WordTaker take)
    {
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            var role = RoleAt(text[i..], out var width);
            if (role != Role.Inside)
            {
                var wanted = (i == start || take(text[start..i])) && (role == Role.Separator || take(text.Slice(i, width)));
                if (!wanted)
                {
                    return false;
                }

                start = i + width;
            }

            i += width;
        }

        return start == text.Length || take(text[start..]);
    }

    private Role RoleAt(ReadOnlySpan<char> text, out int width)
    {
        if (!char.IsSurrogate(text[0]))
        {
            width = 1;
            return _roles[text[0]];
        }

        Rune.DecodeFromUtf16(text, out var rune, out width);
        return _roles[rune.Value];
    }
}
