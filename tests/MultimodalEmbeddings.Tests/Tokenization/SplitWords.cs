using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>The words of a splitter as a list.</summary>
internal static class SplitWords
{
    public static List<string> Words(this IWordSplitter splitter, string text)
    {
        var words = new List<string>();
        splitter.Split(text, word =>
        {
            words.Add(word.ToString());
            return true;
        });
        return words;
    }
}
