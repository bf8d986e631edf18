using Microsoft.ML.Tokenizers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Byte-pair encoding: neighbours merge, the earliest merge of the list first. Microsoft.ML.Tokenizers merges.</summary>
internal sealed class BytePairModel : ISubwordModel
{
    private readonly BpeTokenizer _merger;

    /// <param name="vocabulary">Tokens and their ids.</param>
    /// <param name="merges"><c>"left right"</c>, the first merges first.</param>
    /// <param name="byteLevel">Whether the tokens are made of GPT-2's 256 byte symbols.</param>
    public BytePairModel(IReadOnlyDictionary<string, int> vocabulary, IEnumerable<string> merges, bool byteLevel)
    {
        _merger = BpeTokenizer.Create(new BpeOptions(vocabulary) { Merges = merges, ByteLevel = byteLevel });
    }

    public void Encode(ReadOnlySpan<char> word, List<int> ids) =>
        ids.AddRange(_merger.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));
}
