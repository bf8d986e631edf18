using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Byte-pair encoding of characters.</summary>
/// <remarks>A character that is no token is left out, as in Python where no unknown token is named.</remarks>
internal sealed class BytePairModel : ISubwordModel
{
    private readonly Dictionary<Rune, int> _alphabet = [];
    private readonly PairMerger _merger;

    /// <param name="vocabulary">Tokens and their ids.</param>
    /// <param name="merges"><c>"left right"</c>, the first merges first.</param>
    public BytePairModel(IReadOnlyDictionary<string, int> vocabulary, IEnumerable<string> merges)
    {
        _merger = new PairMerger(vocabulary, merges);
        foreach (var (token, id) in vocabulary.Where(entry => entry.Key.EnumerateRunes().Count() == 1))
        {
            _alphabet[Rune.GetRuneAt(token, 0)] = id;
        }
    }

    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        var symbols = new List<int>(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            if (_alphabet.TryGetValue(rune, out var id))
            {
                symbols.Add(id);
            }
        }

        _merger.Merge([.. symbols], ids);
    }
}
