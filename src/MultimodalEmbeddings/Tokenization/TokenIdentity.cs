namespace MultimodalEmbeddings.Tokenization;

/// <summary>Holds added tokens to the vocabulary: one text, one id.</summary>
internal sealed class TokenIdentity(string filePath, IReadOnlyDictionary<string, int> vocabulary)
{
    private readonly Dictionary<int, string> _texts = vocabulary.ToDictionary(entry => entry.Value, entry => entry.Key);

    /// <exception cref="TokenizerException">The text has another id, or the id another text.</exception>
    public void Check(AddedToken token)
    {
        if (vocabulary.TryGetValue(token.Content, out var id) && id != token.Id)
        {
            throw new TokenizerException(
                filePath, $"The added token '{token.Content}' has the id {token.Id}, but the vocabulary gives it {id}.");
        }

        if (_texts.TryGetValue(token.Id, out var other) && other != token.Content)
        {
            throw new TokenizerException(
                filePath, $"The added token '{token.Content}' has the id {token.Id}, which belongs to '{other}'.");
        }

        _texts[token.Id] = token.Content;
    }
}
