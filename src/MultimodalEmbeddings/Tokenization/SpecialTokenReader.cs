namespace MultimodalEmbeddings.Tokenization;

/// <summary>The special tokens of a tokenizer that loads from its vocabulary files.</summary>
internal sealed class SpecialTokenReader(SpecialTokenConfig config, SpecialTokenFamily family)
{
    public string UnknownToken => Name("unk_token", family.Unknown);

    private string PaddingToken => Name("pad_token", family.Padding);

    private string OpeningToken => Name(family.OpeningRole, family.Opening);

    private string ClosingToken => Name(family.ClosingRole, family.Closing);

    private string[] Required => [.. new[] { UnknownToken, PaddingToken, OpeningToken, ClosingToken }.Distinct()];

    /// <param name="path">The vocabulary's file, for the message; null for one from memory.</param>
    /// <param name="vocabulary">Has to have the tokens without which no text can be encoded.</param>
    public void Check(string? path, IReadOnlyDictionary<string, int> vocabulary)
    {
        var missing = Required.Where(token => !vocabulary.ContainsKey(token)).ToArray();
        if (missing.Length > 0)
        {
            var names = string.Join(", ", missing);
            throw new TokenizerException(path, $"The vocabulary of {vocabulary.Count} tokens lacks {names}. " +
                "Add them, or name the model's own special tokens in tokenizer_config.json.");
        }
    }

    /// <summary>Adds the special tokens and what stands around a text; the vocabulary has passed <see cref="Check"/>.</summary>
    public TokenizerDefinition Complete(TokenizerDefinition definition)
    {
        var vocabulary = definition.Vocabulary;
        return definition with
        {
            AddedTokens = AddedTokens(vocabulary),
            Opening = [vocabulary[OpeningToken]],
            Closing = [vocabulary[ClosingToken]],
            PaddingId = vocabulary[PaddingToken],
        };
    }

    private AddedToken[] AddedTokens(IReadOnlyDictionary<string, int> vocabulary)
    {
        var tokens = Required.ToDictionary(name => name, name => new AddedToken(name, vocabulary[name]));
        string[] optional = ["bos_token", "eos_token", "mask_token"];
        var places = optional.Select(config.Role).OfType<JsonPlace>().Concat(config.AdditionalTokens).ToArray();
        var named = places.Select(place => Token(place, vocabulary)).Prepend(DefaultMask(vocabulary));
        var decoder = AddedTokenJson.ReadDecoder(config.AddedTokensDecoder, vocabulary);
        foreach (var token in named.OfType<AddedToken>().Concat(decoder))
        {
            tokens[token.Content] = token;
        }

        var special = places.Select(SpecialTokenConfig.TextOf).ToHashSet();
        foreach (var token in AddedTokenJson.ReadEncoder(config.AddedTokensEncoder, vocabulary))
        {
            tokens.TryAdd(token.Content, token with { Normalized = !special.Contains(token.Content) });
        }

        return [.. tokens.Values];
    }

    private AddedToken? DefaultMask(IReadOnlyDictionary<string, int> vocabulary) =>
        family.Mask is { } mask && config.Role("mask_token") is null && vocabulary.TryGetValue(mask, out var id)
            ? new AddedToken(mask, id) { LeftStrip = family.MaskTakesSpace }
            : null;

    /// <summary>Null where the vocabulary lacks it: the model has no embedding for it, so it stays ordinary text.</summary>
    private AddedToken? Token(JsonPlace place, IReadOnlyDictionary<string, int> vocabulary)
    {
        var name = SpecialTokenConfig.TextOf(place);
        if (!vocabulary.TryGetValue(name, out var id))
        {
            return null;
        }

        return place.IsObject
            ? AddedTokenJson.Read(place, id)
            : new AddedToken(name, id) { LeftStrip = family.MaskTakesSpace && place.Name == "mask_token" };
    }

    private string Name(string role, string otherwise) =>
        config.Role(role) is { } place ? SpecialTokenConfig.TextOf(place) : otherwise;
}
