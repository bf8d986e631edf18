using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Support;

/// <summary>Keeps which texts were encoded under which limit of tokens.</summary>
internal sealed class CountingTokenizer(ITextTokenizer inner) : ITextTokenizer
{
    public List<(string Text, int MaximumTokens)> Encoded { get; } = [];

    public int VocabularySize => inner.VocabularySize;

    public int PaddingId => inner.PaddingId;

    public int[] Encode(string text, int maximumTokens = int.MaxValue)
    {
        lock (Encoded)
        {
            Encoded.Add((text, maximumTokens));
        }

        return inner.Encode(text, maximumTokens);
    }

    public void Save(string directory) => inner.Save(directory);
}
