using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The normaliser <c>Replace</c> with a pattern such as <c> {2,}</c>: runs of one kind of character.</summary>
internal sealed class RunReplacement(RunPattern pattern, string content) : INormalizer
{
    public double Growth { get; } = Math.Max(1, (double)CanonicalForm.LengthInFormKD(content) / pattern.Least);

    public string Normalize(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var length = RunLength(text.AsSpan(start));
            if (length >= pattern.Least)
            {
                output.Append(content);
            }
            else
            {
                length = Math.Max(1, length);
                output.Append(text, start, length);
            }

            start += length;
        }

        return output.ToString();
    }

    private int RunLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && pattern.Matches(text[length]))
        {
            length++;
        }

        return length;
    }
}
