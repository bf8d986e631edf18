namespace MultimodalEmbeddings.Tokenization;

/// <summary>Which id pads.</summary>
internal static class PaddingToken
{
    private static readonly string[] UsualNames = ["[PAD]", "<pad>"];

    /// <summary>The token that the configuration names, else one of the usual names, else 0.</summary>
    public static int IdOf(SpecialTokenConfig config, IReadOnlyDictionary<string, int> ids)
    {
        if (config.Role("pad_token") is not { } place)
        {
            return UsualNames.Where(ids.ContainsKey).Select(name => ids[name]).FirstOrDefault();
        }

        var name = SpecialTokenConfig.TextOf(place);
        return ids.TryGetValue(name, out var id)
            ? id
            : throw new TokenizerException(place.FilePath, $"The padding token '{name}' is not in the tokenizer's vocabulary.");
    }
}
