using System.Text;
using Microsoft.ML.Tokenizers;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Byte-pair encoding of UTF-8 bytes.</summary>
/// <remarks>
/// Microsoft.ML.Tokenizers merges, and caches, ordinary words. Its time grows with the square of a word's length (three minutes
/// for a million letters), so longer words are merged here.
/// </remarks>
internal sealed class ByteLevelModel : ISubwordModel
{
    /// <summary>Characters, in UTF-16, of the longest word that the library gets.</summary>
    internal const int LongestLibraryWord = 256;

    /// <summary>What CLIP's vocabularies have behind the last byte symbol of a word.</summary>
    public const string ClipEndOfWord = "</w>";

    private readonly BpeTokenizer _library;
    private readonly Lazy<PairMerger> _longWords;
    private readonly int[] _byteIds;
    private readonly int[] _lastByteIds;

    /// <param name="filePath">The vocabulary's file, for messages.</param>
    /// <param name="vocabulary">Tokens and their ids; all byte symbols are among them, so that no byte is unknown.</param>
    /// <param name="merges"><c>"left right"</c>, the first merges first.</param>
    /// <param name="endOfWord">What the last byte symbol of every word has behind it, such as <c>&lt;/w&gt;</c>.</param>
    public ByteLevelModel(
        string filePath, IReadOnlyDictionary<string, int> vocabulary, IReadOnlyList<string> merges, string endOfWord = "")
    {
        string[] last = [.. ByteSymbols.All.Select(symbol => symbol + endOfWord)];
        string[] symbols = [.. ByteSymbols.All.Concat(last).Distinct()];
        var missing = symbols.Where(symbol => !vocabulary.ContainsKey(symbol)).ToArray();
        if (missing.Length > 0)
        {
            throw new UnsupportedTokenizerException(filePath,
                $"The vocabulary lacks {missing.Length} of the {symbols.Length} byte symbols, such as '{missing[0]}'.");
        }

        _byteIds = [.. ByteSymbols.All.Select(symbol => vocabulary[symbol])];
        _lastByteIds = Array.ConvertAll(last, symbol => vocabulary[symbol]);
        _longWords = new Lazy<PairMerger>(() => new PairMerger(vocabulary, merges));
        _library = BpeTokenizer.Create(new BpeOptions(vocabulary)
        {
            Merges = merges,
            ByteLevel = true,
            EndOfWordSuffix = endOfWord.Length > 0 ? endOfWord : null,
        });
    }

    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length > LongestLibraryWord)
        {
            EncodeLong(word, ids);
            return;
        }

        ids.AddRange(_library.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false));
    }

    /// <summary>The same ids as the library's, for words of any length but 0.</summary>
    internal void EncodeLong(ReadOnlySpan<char> word, List<int> ids)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
        Encoding.UTF8.GetBytes(word, bytes);
        var symbols = Array.ConvertAll(bytes, value => _byteIds[value]);
        symbols[^1] = _lastByteIds[bytes[^1]];
        _longWords.Value.Merge(symbols, ids);
    }
}
