using System.Text;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings;

/// <summary>What becomes of a sentence before it is tokenised.</summary>
/// <param name="Prompt">What is put before it; empty for nothing.</param>
/// <param name="LowerCase">Whether the two are lower-cased then.</param>
internal sealed record SentenceText(string Prompt, bool LowerCase)
{
    public string Of(string sentence)
    {
        var text = Prompt.Length == 0 ? sentence : Prompt + sentence;
        return LowerCase ? Lower(text) : text;
    }

    /// <summary>How many of a sentence's tokens are the prompt's: the opening special token is, the closing one is not.</summary>
    /// <remarks>
    /// sentence-transformers' <c>_get_prompt_length</c>: the prompt alone is tokenised, so that a token which reaches from the
    /// prompt into the sentence may be counted on either side.
    /// </remarks>
    public int PromptTokens(ITextTokenizer tokenizer, int maximumTokens)
    {
        if (Prompt.Length == 0)
        {
            return 0;
        }

        var frame = tokenizer.Encode("", maximumTokens);
        var tokens = tokenizer.Encode(Of(""), maximumTokens);
        return tokens.Length - (frame.Length > 1 && tokens[^1] == frame[^1] ? 1 : 0);
    }

    // Rune by rune, as the tokenizers library does, which sentence-transformers leaves it to: without a final sigma.
    private static string Lower(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Tokenization.LowerCase.Append(output, rune);
        }

        return output.ToString();
    }
}
