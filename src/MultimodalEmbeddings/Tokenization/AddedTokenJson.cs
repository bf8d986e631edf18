using System.Globalization;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>Added tokens as Hugging Face's JSON files describe them.</summary>
internal static class AddedTokenJson
{
    /// <summary>The list <c>added_tokens</c> of tokenizer.json.</summary>
    public static IReadOnlyList<AddedToken> ReadList(JsonPlace? list, IReadOnlyDictionary<string, int> vocabulary)
    {
        if (list is not { } place)
        {
            return [];
        }

        var identity = new TokenIdentity(place.FilePath, vocabulary);
        var tokens = place.Items().Select(item => Read(item, JsonVocabulary.Id(item.Require("id")))).ToArray();
        Array.ForEach(tokens, identity.Check);
        return tokens;
    }

    /// <summary>The object <c>added_tokens_decoder</c> of tokenizer_config.json: id to token.</summary>
    public static IReadOnlyList<AddedToken> ReadDecoder(JsonPlace? decoder, IReadOnlyDictionary<string, int> vocabulary)
    {
        if (decoder is not { } place)
        {
            return [];
        }

        var identity = new TokenIdentity(place.FilePath, vocabulary);
        var tokens = place.Members().Select(member => Read(member.Value, IdOfKey(place, member.Key))).ToArray();
        Array.ForEach(tokens, identity.Check);
        return tokens;
    }

    /// <summary>The object in added_tokens.json: a token's text to its id.</summary>
    public static IReadOnlyList<AddedToken> ReadEncoder(JsonPlace? encoder, IReadOnlyDictionary<string, int> vocabulary)
    {
        if (encoder is not { } place)
        {
            return [];
        }

        var identity = new TokenIdentity(place.FilePath, vocabulary);
        AddedToken[] tokens =
        [
            .. place.Members().Where(member => member.Key.Length > 0)
                .Select(member => new AddedToken(member.Key, JsonVocabulary.Id(member.Value))),
        ];
        Array.ForEach(tokens, identity.Check);
        return tokens;
    }

    public static AddedToken Read(JsonPlace token, int id) => new(Content(token), id)
    {
        LeftStrip = token.Find("lstrip")?.Flag() ?? false,
        RightStrip = token.Find("rstrip")?.Flag() ?? false,
        SingleWord = token.Find("single_word")?.Flag() ?? false,
        Normalized = token.Find("normalized")?.Flag() ?? false,
    };

    private static int IdOfKey(JsonPlace decoder, string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= JsonVocabulary.MaximumId
            ? id
            : throw decoder.Wrong($"an object whose keys are ids from 0 to {JsonVocabulary.MaximumId}");

    private static string Content(JsonPlace token)
    {
        var content = token.Require("content");
        return content.Text() is { Length: > 0 } text ? text : throw content.Wrong("the token's text");
    }
}
