using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Added tokens, normaliser, words, pieces: the stages of Hugging Face's tokenizers, in their order.</summary>
internal sealed class TextTokenizer : ITextTokenizer
{
    private readonly TokenizerDefinition _definition;
    private readonly TokenizerFileSet _files;
    private readonly AddedTokenSplitter? _rawTokens;
    private readonly AddedTokenSplitter? _normalizedTokens;

    public TextTokenizer(TokenizerDefinition definition, TokenizerFileSet files)
    {
        _definition = definition;
        _files = files;
        _rawTokens = SplitterOf(definition.AddedTokens.Where(token => !token.Normalized), content => content);
        _normalizedTokens = SplitterOf(definition.AddedTokens.Where(token => token.Normalized), Normalize);
        VocabularySize = 1 + definition.Vocabulary.Values.Concat(definition.AddedTokens.Select(token => token.Id)).Max();
    }

    public int VocabularySize { get; }

    public int PaddingId => _definition.PaddingId;

    public int[] Encode(string text, int maximumTokens = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var frame = _definition.Opening.Count + _definition.Closing.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumTokens, Math.Max(2, frame));

        var ids = new List<int>(Math.Min(maximumTokens, 16 + text.Length / 3));
        ids.AddRange(_definition.Opening);
        var limit = maximumTokens - _definition.Closing.Count;
        AppendText(WellFormed(text), ids, limit);
        if (ids.Count > limit)
        {
            ids.RemoveRange(limit, ids.Count - limit);
        }

        ids.AddRange(_definition.Closing);
        return [.. ids];
    }

    public void Save(string directory) => _files.Save(directory);

    private void AppendText(string text, List<int> ids, int limit)
    {
        foreach (var (plain, token) in Split(_rawTokens, text))
        {
            if (ids.Count >= limit)
            {
                return;
            }

            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            AppendNormalized(Normalize(plain!), ids, limit);
        }
    }

    private void AppendNormalized(string text, List<int> ids, int limit)
    {
        foreach (var (plain, token) in Split(_normalizedTokens, text))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            AppendWords(plain!, ids, limit);
        }
    }

    /// <summary>Stops as soon as the limit is reached: a long text costs no more than what is used of it.</summary>
    private void AppendWords(string text, List<int> ids, int limit)
    {
        if (_definition.Splitter is { } splitter)
        {
            splitter.Split(text, TryAppend);
            return;
        }

        TryAppend(text);

        bool TryAppend(ReadOnlySpan<char> word)
        {
            if (ids.Count >= limit || word.IsEmpty)
            {
                return ids.Count < limit;
            }

            _definition.Model.Encode(word, ids);
            return true;
        }
    }

    private string Normalize(string text) => _definition.Normalizer?.Normalize(text) ?? text;

    private static IEnumerable<(string? Text, AddedToken? Token)> Split(AddedTokenSplitter? splitter, string text) =>
        splitter?.Split(text) ?? [(text, null)];

    private static AddedTokenSplitter? SplitterOf(IEnumerable<AddedToken> tokens, Func<string, string> normalize)
    {
        var found = tokens.Select(token => (Text: normalize(token.Content), Token: token))
            .Where(entry => entry.Text.Length > 0).ToArray();
        return found.Length == 0 ? null : new AddedTokenSplitter(found);
    }

    /// <summary>Lone surrogates become U+FFFD.</summary>
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            output.AppendRune(rune.Value);
        }

        return output.ToString();
    }
}
