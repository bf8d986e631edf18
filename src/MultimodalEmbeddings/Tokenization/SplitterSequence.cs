namespace MultimodalEmbeddings.Tokenization;

/// <summary>Cuts the words of one splitter with another.</summary>
internal sealed class SplitterSequence(IWordSplitter first, IWordSplitter second) : IWordSplitter
{
    public bool Split(ReadOnlySpan<char> text, WordTaker take) => first.Split(text, word => second.Split(word, take));
}
