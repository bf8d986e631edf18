namespace MultimodalEmbeddings.Tokenization;

/// <summary>One word to ids. Safe for concurrent use.</summary>
internal interface ISubwordModel
{
    void Encode(ReadOnlySpan<char> word, List<int> ids);
}
