namespace MultimodalEmbeddings.Tokenization;

/// <summary>Added tokens as Hugging Face's JSON files describe them.</summary>
internal static class AddedTokenJson
{
    /// <summary>The list <c>added_tokens</c> of tokenizer.json.</summary>
    public static IReadOnlyList<AddedToken> ReadList(JsonPlace? list, IReadOnlyDictionary<string, int> vocabulary)
    {
        var tokens = list?.Items().Select(item => Read(item, JsonVocabulary.Id(item.Require("id")))).ToArray() ?? [];
        var known = vocabulary.ToDictionary(entry => entry.Value, entry => entry.Key);
        foreach (var token in tokens)
        {
            CheckIdentity(list!.Value, token, vocabulary, known);
        }

        return tokens;
    }

    /// <summary>The object <c>added_tokens_decoder</c> of tokenizer_config.json: id to token.</summary>
    public static IEnumerable<AddedToken> ReadDecoder(JsonPlace? decoder) =>
        decoder?.Members().Select(member =>
            int.TryParse(member.Key, out var id) && id is >= 0 and <= JsonVocabulary.MaximumId
                ? Read(member.Value, id)
                : throw decoder.Value.Wrong("an object whose keys are ids")) ?? [];

    public static AddedToken Read(JsonPlace token, int id) => new(Content(token), id)
    {
        LeftStrip = token.Find("lstrip")?.Flag() ?? false,
        RightStrip = token.Find("rstrip")?.Flag() ?? false,
        SingleWord = token.Find("single_word")?.Flag() ?? false,
        Normalized = token.Find("normalized")?.Flag() ?? false,
    };

    private static string Content(JsonPlace token)
    {
        var content = token.Require("content");
        return content.Text() is { Length: > 0 } text ? text : throw content.Wrong("the token's text");
    }

    private static void CheckIdentity(
        JsonPlace list, AddedToken token, IReadOnlyDictionary<string, int> vocabulary, Dictionary<int, string> known)
    {
        if (vocabulary.TryGetValue(token.Content, out var id) && id != token.Id)
        {
            throw new TokenizerException(
                list.FilePath, $"The added token '{token.Content}' has the id {token.Id}, but the vocabulary gives it {id}.");
        }

        if (known.TryGetValue(token.Id, out var other) && other != token.Content)
        {
            throw new TokenizerException(
                list.FilePath, $"The added token '{token.Content}' has the id {token.Id}, which the vocabulary gives to '{other}'.");
        }

        known[token.Id] = token.Content;
    }
}
