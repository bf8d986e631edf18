using System.Text;
using Microsoft.ML.Tokenizers;
using Matcher = Microsoft.ML.Tokenizers.WordPieceTokenizer;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Greedy longest match from the left; a word that cannot be covered is unknown.</summary>
/// <remarks>
/// Microsoft.ML.Tokenizers matches. Two things are ours: the limit counts characters where the library counts UTF-16 units, and
/// ids may be any, where the library numbers lines.
/// </remarks>
internal sealed class WordPieceModel : ISubwordModel
{
    private readonly Matcher _matcher;
    private readonly int[] _ids;
    private readonly int _maximumCharacters;
    private readonly int _unknownId;

    public WordPieceModel(IReadOnlyDictionary<string, int> vocabulary, WordPieceSettings settings)
    {
        var tokens = vocabulary.Keys.Where(CanHold).ToArray();
        _ids = Array.ConvertAll(tokens, token => vocabulary[token]);
        _maximumCharacters = settings.MaximumCharacters;
        _unknownId = vocabulary[settings.UnknownToken];
        _matcher = Matcher.Create(Lines(tokens), new WordPieceOptions
        {
            UnknownToken = settings.UnknownToken,
            ContinuingSubwordPrefix = settings.ContinuingPrefix,
            MaxInputCharsPerWord = 2 * settings.MaximumCharacters,
        });
    }

    /// <summary>Empty tokens and tokens with a line break match no word, and the library cannot read them.</summary>
    public static bool CanHold(string token) => token.Length > 0 && !token.AsSpan().ContainsAny('\r', '\n');

    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length > _maximumCharacters && CountCharacters(word) > _maximumCharacters)
        {
            ids.Add(_unknownId);
            return;
        }

        foreach (var line in _matcher.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false))
        {
            ids.Add(_ids[line]);
        }
    }

    private static int CountCharacters(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var _ in word.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>Line i holds token i. The byte order mark keeps the reader from taking one out of a first token.</summary>
    private static MemoryStream Lines(string[] tokens) =>
        new([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join('\n', tokens))]);
}
